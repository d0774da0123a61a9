# One image for every role: gateway, one subgraph, intake, or everything (the command decides).
FROM node:22-bookworm-slim
ENV NODE_ENV=production APOLLO_TELEMETRY_DISABLED=1
WORKDIR /causeway
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
COPY tsconfig.json ./
COPY schema schema
COPY adapters adapters
COPY subgraphs subgraphs
COPY gateway gateway
USER node
EXPOSE 4000 2575 2576 2577 2578
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD node -e "fetch('http://127.0.0.1:'+(process.env.PORT||4000)+'/health/live').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--import", "tsx", "gateway/main.ts"]
