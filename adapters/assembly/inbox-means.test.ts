import { join } from 'node:path';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { freshDatabase } from '../../test/database';
import { createIdentityIndex } from '../identity';
import { readEnvironment } from '../settings/environment';
import { readEstate } from '../settings/estate';
import { feedsOf } from './feeds';
import { inboxMeans } from './inbox-means';

test('a feed of a system that is only asked is the settings’ fault, and named', async () => {
  const { store, drop } = await freshDatabase();
  const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
  const log = (): void => undefined;
  const shipped = readEstate(join(__dirname, '../settings/leicester.yaml'));
  const feeds = shipped.feeds.map((feed) => ({ ...feed, instance: 'pacs@RWE' as const }));
  const estate = { ...shipped, feeds };
  const [feed, ...feedList] = feedsOf(estate, readEnvironment({}), log);
  const means = inboxMeans({ store, clock, log, feedList, identity: createIdentityIndex({ store, clock }), estate });
  expect(() => feed && means.translateFor(feed)).toThrow('feeds.pas-adt: the kind of pacs@RWE translates no messages');
  await drop();
});
