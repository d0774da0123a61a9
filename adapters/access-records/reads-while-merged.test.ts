import { testAsk } from '../../gateway/testing/ask';
import type { Clock } from '../../schema/clock';
import { hospitalNumberSystem, type PersonId } from '../../schema/identifiers';
import { instantOf, type Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { recordRead } from '../audit';
import { exportReads } from '../audit/export';
import { createIdentityIndex, type IdentityIndex } from '../identity';
import { findEvents } from './log';

/** Somebody who was merged with the wrong one, and parted again: who looked meanwhile looked at both records. */
const START = Date.parse('2026-11-20T10:00:00.000Z');
let minute = 0;
const clock: Clock = { millis: () => START + minute * 60_000 };
const window = { from: '2026-11-20T00:00:00.000Z' as Instant, to: '2026-11-21T00:00:00.000Z' as Instant };

let fresh: FreshDatabase;
let index: IdentityIndex;
beforeEach(async () => {
  fresh = await freshDatabase();
  index = createIdentityIndex({ store: fresh.store, clock });
});
afterEach(() => fresh.drop());

const tell = async (number: string, absorbedBy: readonly string[] = []): Promise<PersonId> => {
  const facts = { identifiers: [{ system: hospitalNumberSystem('RWE'), value: number }] };
  const record = { instance: 'pas@RWE', recordId: `RWE|${number}`, facts, restricted: false, absorbedBy } as const;
  const [linked] = await fresh.store.db.transaction().execute((trx) => index.linkAll(trx, [record]));
  if (!linked) throw new Error('The index linked nothing');
  return linked.person;
};
/** A look at whoever has the id now, as the door puts it on record. */
const look = async (id: PersonId, requestId: string): Promise<void> => {
  const [person] = await index.byIds([id]);
  if (!person) throw new Error('Nobody has this id');
  const read = { capability: 'lab-reports', persons: [person.id], instances: [], outcome: 'answered' } as const;
  await recordRead(fresh.store.pool, { ...read, ask: testAsk({ requestId, clock }) });
};
const idsOf = async (id: PersonId): Promise<readonly PersonId[]> => {
  const [person] = await index.byIds([id]);
  return person ? [person.id, ...person.mergedIds] : [];
};
const logOf = async (id: PersonId): Promise<readonly string[]> =>
  (await findEvents(fresh.store.db, { window }, await idsOf(id), { first: 20, after: null })).events
    .map(({ requestId }) => requestId)
    .sort();
const exportOf = async (id: PersonId): Promise<number> => {
  const means = {
    db: fresh.store.db,
    personBy: async (asked: PersonId) => (await index.byIds([asked]))[0] ?? null,
    authorise: () => Promise.resolve(),
    record: () => Promise.resolve(),
  };
  let count = 0;
  for await (const event of exportReads(means, { patient: id, since: window.from }, testAsk({ clock })))
    if (event.resourceType === 'AuditEvent') count += 1;
  return count;
};

test('the log of each has what was read while they were one, and of before and after their own alone', async () => {
  const [one, other] = [await tell('S1'), await tell('S2')];
  const step = async (requestId: string, ...ids: readonly PersonId[]): Promise<void> => {
    minute += 10;
    for (const id of ids) await look(id, id === one ? requestId : `${requestId}-other`);
  };
  await step('before', one, other);
  minute += 1;
  expect(await tell('S2', ['RWE|S1'])).toBe(one);
  await step('merged', one);
  minute += 1;
  expect(await tell('S2')).toBe(other);
  await step('after', one, other);
  expect(await logOf(one)).toEqual(['after', 'before', 'merged']);
  expect(await logOf(other)).toEqual(['after-other', 'before-other', 'merged']);
  expect([await exportOf(one), await exportOf(other)]).toEqual([3, 3]);
  // And once more, with others in between.
  minute += 1;
  await tell('S2', ['RWE|S1']);
  await step('again', one);
  minute += 1;
  await tell('S2');
  await step('last', one);
  expect(await logOf(other)).toEqual(['after-other', 'again', 'before-other', 'merged']);
  expect(instantOf(clock.millis()) < window.to).toBe(true);
});
