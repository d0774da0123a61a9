# One image for every role: gateway, one subgraph, intake, simulators, or everything in one process (the command decides).
FROM node:22-bookworm-slim
ENV NODE_ENV=production APOLLO_TELEMETRY_DISABLED=1 CAUSEWAY_DATA=/var/lib/causeway
WORKDIR /causeway
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
COPY tsconfig.json ./
COPY docs/queries docs/queries
COPY schema schema
COPY adapters adapters
COPY subgraphs subgraphs
COPY gateway gateway
RUN mkdir -p /var/lib/causeway && chown node:node /var/lib/causeway
USER node
VOLUME /var/lib/causeway
EXPOSE 4000 2575 2576 2577 2578
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD node -e "fetch('http://127.0.0.1:'+(process.env.PORT||4000)+'/health/live').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--require", "tsx/cjs", "gateway/main.ts"]
