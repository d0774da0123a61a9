import Fastify from 'fastify';
import { prepare } from '../subgraphs/server/endpoint';
import { imagingRoute, type Thumbnail } from './imaging';

const fetched = async (thumbnail: Thumbnail) => {
  const logged: string[] = [];
  const app = Fastify();
  prepare(app, { error: (_details, message) => logged.push(message) });
  imagingRoute(app, thumbnail);
  const { statusCode, body } = await app.inject('/imaging/token');
  await app.close();
  return { statusCode, body, logged };
};

test('a picture that the archive did not give is told of it, and a fault of our own is not', async () => {
  expect(await fetched(() => Promise.resolve('failed'))).toMatchObject({
    ...{ statusCode: 502, body: 'The image archive did not give the picture\n', logged: [] },
  });
  const own = await fetched(() => Promise.reject(new Error('the record of reads is full')));
  expect(own).toMatchObject({ statusCode: 500, logged: ['request failed'] });
  expect(own.body).toContain('INTERNAL');
  expect(own.body).not.toMatch(/archive|full/);
});
