import type { FastifyInstance } from 'fastify';
import { secured } from '../html';
import { nhsukStylesheet } from '../nhsuk';
import { pageScript } from '../page-script';
import { messagesPage } from './page';

/** `/messages`: the message console, its script and the stylesheet of the NHS design system. */
export const messagesRoutes = (app: FastifyInstance, development: boolean): void => {
  app.get('/messages', (_request, reply) =>
    secured(reply).type('text/html; charset=utf-8').send(messagesPage(development)),
  );
  app.get('/messages/console.js', async (_request, reply) =>
    secured(reply)
      .type('text/javascript; charset=utf-8')
      .send(await pageScript('messages')),
  );
  app.get('/messages/nhsuk.css', (_request, reply) => {
    const text = nhsukStylesheet();
    if (text === undefined) return reply.callNotFound();
    return secured(reply).header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(text);
  });
};
