import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { fixedClock } from '../../schema/clock';
import type { PersonFacts } from '../../schema/events';
import { hospitalNumberSystem } from '../../schema/identifiers';
import type { InstanceName, NhsNumber } from '../../schema/identifiers';
import type { Instant, PartialDate } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { Tables } from '../store';
import { createIdentityIndex, type IdentityIndex } from './index-of-people';
import type { Linked } from './link';

const BORN = { birthDate: '1948-03-02' as PartialDate };
const VERIFIED = { nhsNumber: '9990000018' as NhsNumber, traceStatus: '01' } as const;
const QUOTED = { identifiers: [{ system: hospitalNumberSystem('RWE'), value: 'S1' }] };
const named = (family: string): Partial<PersonFacts> => ({ name: { text: family, family, given: [] } });

let database: FreshDatabase;
let index: IdentityIndex;
beforeEach(async () => {
  database = await freshDatabase();
  index = createIdentityIndex({ store: database.store, clock: fixedClock('2026-11-20T10:00:00.000Z' as Instant) });
});
afterEach(() => database.drop());

const inOne = <T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
  database.store.db.transaction().execute(work);

const link = async (
  trx: Transaction<Tables>,
  instance: InstanceName,
  recordId: string,
  facts: Partial<PersonFacts>,
): Promise<Linked['person']> => {
  const [linked] = await index.linkAll(trx, [
    { instance, recordId, facts: { identifiers: [], ...facts }, restricted: false },
  ]);
  if (linked === undefined) throw new Error('The index linked nothing');
  return linked.person;
};

/** Outside every transaction: within one, the server tells of its activity what it told the first time. */
const someoneWaits = async (): Promise<boolean> => {
  const { rows } = await sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database.store.db);
  return rows.length > 0;
};

test('two transactions that join the same person’s records each to another leave one person', async () => {
  const older = await inOne((trx) => link(trx, 'pas@RWE', 'RWE|S1', QUOTED));
  const newer = await inOne((trx) => link(trx, 'lims@RWE', 'RWE|S1', { ...QUOTED, ...VERIFIED, ...BORN }));
  expect(newer).not.toBe(older);

  const { first, second } = await inOne(async (trx) => {
    // The birth date comes: by it the hospital number joins the first two, under the older id.
    const person = await link(trx, 'pas@RWE', 'RWE|S1', { ...QUOTED, ...BORN });
    // Meanwhile a third, who has nothing in common with the first, is joined to the second by the NHS number.
    const meanwhile = inOne((other) => link(other, 'systmone@RT5', 'RT5|L1', { ...VERIFIED, ...BORN }));
    let done = false;
    void Promise.allSettled([meanwhile]).then(() => (done = true));
    while (!done && !(await someoneWaits())) await pause(5);
    return { first: person, second: meanwhile };
  });
  expect([first, await second]).toEqual([older, older]);

  const [one, other] = await index.byIds([older, newer]);
  expect(other).toEqual(one);
  expect(one?.records.map(({ instance }) => instance).sort()).toEqual(['lims@RWE', 'pas@RWE', 'systmone@RT5']);
});

test('who is linked to nobody anew waits for nobody who is', async () => {
  const person = await inOne((trx) => link(trx, 'pas@RWE', 'RWE|S2', named('One')));
  await inOne(async (trx) => {
    await link(trx, 'pas@RWE', 'RWE|S1', { ...QUOTED, ...BORN });
    expect(await inOne((other) => link(other, 'pas@RWE', 'RWE|S2', named('Two')))).toBe(person);
  });
});
