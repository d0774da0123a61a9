import type { FastifyInstance } from 'fastify';

/** What shows a picture for a token: null when the token is not, or no longer, good; `failed` when the archive gave none. */
export type Thumbnail = (
  token: string,
) => Promise<{ readonly contentType: string; readonly bytes: Buffer } | 'failed' | null>;

/** `/imaging/{token}`: one study's picture for a minute. The archive's own address is never told, and nothing is kept on the way. */
export const imagingRoute = (app: FastifyInstance, thumbnail: Thumbnail): void => {
  app.get<{ Params: { token: string } }>('/imaging/:token', async (request, reply) => {
    reply
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'")
      .header('referrer-policy', 'no-referrer');
    const picture = await thumbnail(request.params.token);
    if (picture === 'failed')
      return reply.code(502).type('text/plain').send('The image archive did not give the picture\n');
    if (!picture) return reply.code(404).type('text/plain').send('Not found\n');
    return reply.type(picture.contentType).send(picture.bytes);
  });
};
