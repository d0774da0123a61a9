import { fixedClock } from '../../schema/clock';
import type { PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createRampUnits } from '.';

let database: FreshDatabase;
const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
beforeAll(async () => {
  database = await freshDatabase();
  for (const id of ['pt_first', 'pt_later', 'pt_never', 'pt_own', 'pt_theirs'])
    await database.store.pool.query('insert into person (id, created_at) values ($1, now())', [id]);
});
afterAll(() => database.drop());

/** As a process that was just started. */
const bucketOf = async (id: string): Promise<number | undefined> =>
  (await createRampUnits({ store: database.store, clock }).bucketsOf([{ id: id as PersonId }]))[0];
const merge = (absorbed: string, survivor: string) =>
  database.store.pool.query('update person set merged_into = $2 where id = $1', [absorbed, survivor]);

it('keeps everybody where they were through restarts and merges', async () => {
  const [own, theirs] = [await bucketOf('pt_own'), await bucketOf('pt_theirs')];
  expect(own).not.toBe(theirs);
  await merge('pt_theirs', 'pt_own');
  expect(await bucketOf('pt_own')).toBe(own);
});

it('gives a survivor who was never met the bucket of whoever was met first of those merged into them', async () => {
  const first = await bucketOf('pt_first');
  clock.advance(1_000);
  const later = await bucketOf('pt_later');
  await merge('pt_later', 'pt_never');
  await merge('pt_first', 'pt_never');
  expect([first, later]).toEqual([expect.any(Number), expect.any(Number)]);
  expect(first).not.toBe(later);
  expect(await bucketOf('pt_never')).toBe(first);
});
