import type { FastifyInstance } from 'fastify';

/** Stands in the answers of a subgraph whose work waits for its store. A gateway then begins fewer operations at once. */
export const CROWDED_HEADER = 'x-crowded';

export const tellWhenCrowded = (app: FastifyInstance, crowded: () => boolean): void => {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (crowded()) reply.header(CROWDED_HEADER, '1');
    done();
  });
};
