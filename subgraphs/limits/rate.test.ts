import { openRateLimit, type RateLimit } from './rate';

const who = (userId: string): Parameters<RateLimit['admit']>[0] => ({
  client: 'ward-app',
  viewer: { userId } as Parameters<RateLimit['admit']>[0]['viewer'],
});

it('says once that Redis does not answer, and counts for itself', async () => {
  const told: string[] = [];
  let limit: RateLimit | undefined;
  await new Promise<void>((resolve) => {
    limit = openRateLimit({
      ...{ perMinute: 1, redisUrl: 'redis://127.0.0.1:1' },
      log: (line) => {
        told.push(line);
        resolve();
      },
    });
  });
  expect(await limit?.admit(who('u'))).toBeNull();
  expect(await limit?.admit(who('u'))).toBeGreaterThan(0);
  expect(told).toEqual(['Redis does not count requests; each process counts its own until it does']);
  await limit?.close();
});
