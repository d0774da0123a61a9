import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixedClock } from '../../schema/clock';
import type { OdsCode } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { entryOf, ledgerHistory, printRegister, readRegister, registerRows, syncRegister, writeEntry } from '.';
import type { SystemInstance } from '.';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const MINA = { userId: '1', name: 'PLANNER Mina', role: 'migration-planner' };
const text = readFileSync(join(__dirname, '../settings/leicester-register.yaml'), 'utf8');
const shipped = readRegister(text, 'yaml');
const pas: SystemInstance = {
  ...{ name: 'pas@RWE', kind: 'pas', systemName: 'PAS', organisation: 'RWE' as OdsCode, organisationName: 'UHL' },
  lifecycle: 'live',
};

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const register = () => registerRows(database.store.db);
const written = async () =>
  printRegister(
    (await register()).map(({ system }) => entryOf(system)),
    'yaml',
  );

it('begins with the shipped register, which invents no cost, no owner and no actual date', async () => {
  await syncRegister(database.store, [pas], shipped, clock);
  const systems = (await register()).map(({ system }) => system);
  expect(systems.filter(({ organisation }) => organisation === 'RWE').map(({ id }) => id)).toHaveLength(12);
  expect(systems.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['ice@RWE', 'rio@RT5', 'tiara@RT5', 'wellsky@RT5']),
  );
  for (const { phases, yearlyCost, contractEnd, owner, signOffs } of systems) {
    expect([yearlyCost, contractEnd, owner, signOffs]).toEqual([null, null, null, []]);
    expect(phases.map(({ actualFrom }) => actualFrom)).toEqual(phases.map(() => null));
  }
  const hiss = systems.find(({ id }) => id === 'pas@RWE');
  expect(hiss).toMatchObject({
    name: 'HISS / PatientCentre',
    organisationName: 'UHL',
    replacedBy: ['nervecentre@RWE'],
  });
});

it('is read from the store as it was written, and never over a person’s change', async () => {
  await syncRegister(database.store, [pas], shipped, clock);
  const before = await written();
  expect(printRegister(readRegister(before, 'yaml'), 'yaml')).toBe(before);
  await syncRegister(database.store, [pas], shipped, clock);
  expect(await written()).toBe(before);

  const hiss = (await register()).find(({ system }) => system.id === 'pas@RWE')?.system;
  if (!hiss) throw new Error('HISS is not in the register');
  await database.store.db
    .updateTable('system_condition')
    .set({ met_at: '2026-11-01T00:00:00.000Z' as Instant, met_by: 'Mina' })
    .where('system', '=', hiss.id)
    .execute();
  const changed = {
    ...entryOf(hiss),
    owner: 'Head of Systems',
    conditions: [...hiss.conditions.map(({ words }) => words), 'And more'],
  };
  await database.store.db
    .transaction()
    .execute((trx) => writeEntry(trx, changed, hiss, { by: MINA, reason: 'the owner was named', clock }));
  await syncRegister(database.store, [{ ...pas, organisationName: 'Other' }], shipped, clock);
  const after = (await register()).find(({ system }) => system.id === 'pas@RWE')?.system;
  expect(after).toMatchObject({ owner: 'Head of Systems', organisationName: 'UHL', version: hiss.version + 1 });
  expect(after?.conditions.map(({ words, metBy }) => [words, metBy])).toEqual([
    ['PAS in the EPR', 'Mina'],
    ['And more', null],
  ]);
  const [change] = await ledgerHistory(database.store.db, { about: 'pas@RWE', first: 1, after: null });
  expect(change).toMatchObject({ what: 'changed', by: MINA.name, reason: 'the owner was named' });
  expect(JSON.parse(change?.before ?? '')).toMatchObject({ owner: null });
  expect(JSON.parse(change?.after ?? '')).toMatchObject({ owner: 'Head of Systems' });
});
