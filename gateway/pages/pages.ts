import type { FastifyInstance } from 'fastify';
import type { DevelopmentPerson } from '../../schema/development-persons';
import type { Role } from '../../schema/capabilities';
import { accessRoutes } from './access/routes';
import { asset, installed } from './assets';
import { explorerPage } from './explorer';
import { secured } from './html';
import { landingPage } from './landing';
import { messagesRoutes } from './messages/routes';
import { migrationRoutes } from './migration/routes';
import { signInRoutes } from './sign-in';
import type { Wrapping } from './wrapping-table';

export interface PagesOptions {
  /** From the routes themselves, at each request: what each subgraph wraps today, and what is to replace it. */
  readonly wrappings: () => readonly Wrapping[] | Promise<readonly Wrapping[]>;
  /** A query to paste, with its variables. */
  readonly firstQuery: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> };
  /** In development only; left out, there is no `/dev/sign-in`. */
  readonly issueDevelopmentToken?: (role: Role, person: DevelopmentPerson) => Promise<string>;
}

/** What the explorer needs, from packages on this machine: nothing is fetched from a CDN. */
const EXPLORER_PARTS: Readonly<Record<string, readonly [file: string, type: string]>> = {
  'react.js': ['react/umd/react.production.min.js', 'text/javascript'],
  'react-dom.js': ['react-dom/umd/react-dom.production.min.js', 'text/javascript'],
  'graphiql.js': ['graphiql/graphiql.min.js', 'text/javascript'],
  'graphiql.css': ['graphiql/graphiql.min.css', 'text/css'],
};

/** Landing page, explorer, message console, record of reads, and in development the sign-in. */
export const pages = (app: FastifyInstance, options: PagesOptions): void => {
  const development = options.issueDevelopmentToken !== undefined;
  app.get('/', async (_request, reply) =>
    secured(reply)
      .type('text/html; charset=utf-8')
      .send(landingPage(await options.wrappings(), options.firstQuery, development)),
  );
  app.get('/explorer', (_request, reply) =>
    secured(reply, 'explorer').type('text/html; charset=utf-8').send(explorerPage(options.firstQuery, development)),
  );
  app.get<{ Params: { file: string } }>('/pages/:file', (request, reply) => {
    const found = asset(request.params.file);
    if (!found) return reply.callNotFound();
    return secured(reply).type(`${found.type}; charset=utf-8`).send(found.text);
  });
  app.get<{ Params: { file: string } }>('/explorer/:file', (request, reply) => {
    const part = Object.hasOwn(EXPLORER_PARTS, request.params.file) ? EXPLORER_PARTS[request.params.file] : undefined;
    const text = part && installed(part[0]);
    if (!part || text === undefined) return reply.callNotFound();
    return secured(reply).header('cache-control', 'public, max-age=3600').type(`${part[1]}; charset=utf-8`).send(text);
  });
  messagesRoutes(app, development);
  accessRoutes(app, development);
  migrationRoutes(app, development);
  if (options.issueDevelopmentToken) signInRoutes(app, options.issueDevelopmentToken);
};
