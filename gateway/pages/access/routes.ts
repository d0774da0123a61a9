import type { FastifyInstance } from 'fastify';
import { secured } from '../html';
import { pageScript } from '../page-script';
import { accessPage } from './page';

/** `/access`: who looked at a record, and what they were shown. Its stylesheets are the message console's. */
export const accessRoutes = (app: FastifyInstance, development: boolean): void => {
  app.get('/access', (_request, reply) =>
    secured(reply).type('text/html; charset=utf-8').send(accessPage(development)),
  );
  app.get('/access/page.js', async (_request, reply) =>
    secured(reply)
      .type('text/javascript; charset=utf-8')
      .send(await pageScript('access')),
  );
};
