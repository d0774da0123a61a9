import type { FastifyInstance } from 'fastify';
import { secured } from '../html';
import { pageScript } from '../page-script';
import { migrationPage } from './page';

/** `/migration`: the ledger's plan, its evidence and the lever. Its stylesheets are the message console's, and one of its own. */
export const migrationRoutes = (app: FastifyInstance, development: boolean): void => {
  app.get('/migration', (_request, reply) =>
    secured(reply).type('text/html; charset=utf-8').send(migrationPage(development)),
  );
  app.get('/migration/dashboard.js', async (_request, reply) =>
    secured(reply)
      .type('text/javascript; charset=utf-8')
      .send(await pageScript('migration')),
  );
};
