import { sql } from 'kysely';
import type { Capability } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NhsNumber, PersonId } from '../../schema/identifiers';
import type { PartialDate } from '../../schema/time';
import { holdsFor } from '.';
import { nurse, person, relationshipsUnderTest } from './relationships-under-test';

const hospital = relationshipsUnderTest();

describe('a patient', () => {
  const number = '9990000018' as NhsNumber;
  const born = '1948-03-02' as PartialDate;
  const estimated = { birthDateEstimated: true } as const;
  const patient = nurse({ role: 'patient', wards: [], nhsNumber: number, birthDate: born });
  test.each<[string, Partial<PersonIdentity>, readonly string[]]>([
    ['is themself by a traced number and the birth date', { nhsNumber: number, birthDate: born }, ['self']],
    ['also where the date is called an estimate', { nhsNumber: number, birthDate: born, ...estimated }, ['self']],
    ['not by a number that nobody traced', { nhsNumber: number, birthDate: born, nhsNumberVerified: false }, []],
    ['not by another’s', { nhsNumber: '9990000026' as NhsNumber, birthDate: born }, []],
    ['not where the birth date is another', { nhsNumber: number, birthDate: '1950-01-01' as PartialDate }, []],
    ['nor as an estimate', { nhsNumber: number, birthDate: '1950-01-01' as PartialDate, ...estimated }, []],
    ['not where it is known to the year', { nhsNumber: number, birthDate: '1948' as PartialDate }, []],
    ['not where the record has none', { nhsNumber: number }, []],
  ])('%s', async (_, more, bases) => expect(await hospital.basesOf(patient, person('p3', more))).toEqual(bases));
});

test('a proxy put down for a number never opens another, though the id of when it was given is theirs now', async () => {
  const carer = nurse({ role: 'carer', wards: [], nhsNumber: '9990000034' as NhsNumber });
  await sql`insert into proxy (carer_nhs_number, person_id, person_nhs_number, from_at)
    values ('9990000034', 'parted', '9990000018', '2026-01-01')`.execute(hospital.store.db);
  const numbered = (id: string, nhsNumber: string, nhsNumberVerified = true) =>
    person(id, { nhsNumber: nhsNumber as NhsNumber, nhsNumberVerified });
  expect(await hospital.basesOf(carer, numbered('parted', '9990000026'))).toEqual([]);
  expect(await hospital.basesOf(carer, person('parted'))).toEqual([]);
  expect(await hospital.basesOf(carer, numbered('other', '9990000018', false))).toEqual([]);
  expect(await hospital.basesOf(carer, numbered('other', '9990000018'))).toEqual(['proxy']);
});

test('a carer has those who gave them proxy, while it lasts, by whatever id it was given under', async () => {
  const carer = nurse({ role: 'carer', wards: [], nhsNumber: '9990000034' as NhsNumber });
  const proxy = (carerNumber: string, of: string, until: string | null) =>
    sql`insert into proxy (carer_nhs_number, person_id, from_at, until_at)
      values (${carerNumber}, ${of}, '2026-01-01', ${until})`.execute(hospital.store.db);
  await proxy('9990000034', 'old-id', null);
  await proxy('9990000034', 'ended', '2026-11-20T09:00:00Z');
  await proxy('9990000042', 'another’s', null);
  const survivor = person('new-id', { mergedIds: ['old-id' as PersonId] });
  expect(await hospital.basesOf(carer, survivor)).toEqual(['proxy']);
  expect([await hospital.basesOf(carer, person('ended')), await hospital.basesOf(carer, person('another’s'))]).toEqual([
    [],
    [],
  ]);
});

test('whoever proved no birth date is themself by their traced number', async () => {
  const number = '9990000018' as NhsNumber;
  const viewer = nurse({ role: 'patient', wards: [], nhsNumber: number });
  expect(
    await hospital.basesOf(viewer, person('p4', { nhsNumber: number, birthDate: '1950-01-01' as PartialDate })),
  ).toEqual(['self']);
});

describe('proxies', () => {
  const carer = nurse({ role: 'carer', wards: [], nhsNumber: '9990000050' as NhsNumber });
  const proxy = (
    of: string,
    more: { number?: string; from?: string; until?: string; parts?: readonly string[] } = {},
  ) =>
    sql`insert into proxy (carer_nhs_number, person_id, from_at, until_at, capabilities)
      values (${more.number ?? '9990000050'}, ${of}, ${more.from ?? '2026-01-01'}, ${more.until ?? null},
        ${more.parts ?? null})`.execute(hospital.store.db);
  const end = (of: string) =>
    sql`update proxy set ended_at = now(), ended_by_name = 'A', ended_reason = 'no longer wanted' where person_id = ${of}`.execute(
      hospital.store.db,
    );

  test('for a part of the record hold for that part; several for all that any is for', async () => {
    await proxy('part', { parts: ['demographics', 'appointments'] });
    await proxy('parts', { parts: ['appointments'] });
    await proxy('parts', { parts: ['medications'] });
    await proxy('both', { parts: ['appointments'] });
    await proxy('both');
    const standings = await hospital.relationships.of(
      carer,
      ['part', 'parts', 'both', 'nobody’s'].map((id) => person(id)),
    );
    const may = (capability: Capability) => standings.map((one) => holdsFor(one, 'proxy', capability));
    expect(may('appointments')).toEqual([true, true, true, false]);
    expect(may('medications')).toEqual([false, true, true, false]);
    expect(may('allergies')).toEqual([false, false, true, false]);
  });

  test('for a part take nothing from another way of standing to the person, and say nothing where there is none', async () => {
    const both = {
      bases: new Set(['ward', 'proxy'] as const),
      grant: null,
      proxyFor: new Set(['appointments'] as const),
    };
    expect(holdsFor(both, 'ward', 'allergies')).toBe(true);
    expect(holdsFor(both, 'proxy', 'allergies')).toBe(false);
    const [nobodys] = await hospital.relationships.of(carer, [person('nobody’s')]);
    expect(nobodys).toEqual({ bases: new Set(), grant: null });
  });

  test('that ended, begin later or are somebody else’s are none, nor are they listed', async () => {
    await proxy('closed');
    expect(await hospital.basesOf(carer, person('closed'))).toEqual(['proxy']);
    await end('closed');
    await proxy('later', { from: '2026-11-20T10:00:01Z' });
    await proxy('over', { until: '2026-11-20T10:00:00Z' });
    await proxy('a stranger’s', { number: '9990000069' });
    const none = await Promise.all(
      ['closed', 'later', 'over', 'a stranger’s'].map((id) => hospital.basesOf(carer, person(id))),
    );
    expect(none).toEqual([[], [], [], []]);
    await proxy('listed', { until: '2026-11-20T10:00:01Z' });
    const listed = await hospital.relationships.proxiesOf(carer);
    expect([...listed].sort()).toEqual(['both', 'listed', 'part', 'parts']);
    expect(await hospital.relationships.proxiesOf(nurse())).toEqual([]);
  });

  test('end with the death of whom they are of, by whatever record of theirs tells it', async () => {
    const records = [
      { instance: 'pas@RWE', recordId: 'RWE|one' },
      { instance: 'pas@RWE', recordId: 'RWE|two' },
    ] as const;
    await proxy('dies');
    await hospital.tell({ of: 'one', kind: 'demographics', deceased: false });
    const patient = person('dies', { records });
    expect(await hospital.basesOf(carer, patient)).toEqual(['proxy']);
    await hospital.tell({ of: 'two', kind: 'demographics', deceased: true });
    await proxy('another');
    const standings = await hospital.relationships.of(carer, [patient, person('another', { records: [] })]);
    expect(standings.map(({ bases }) => [...bases])).toEqual([[], ['proxy']]);
  });

  test('change in their end alone, once', async () => {
    await proxy('kept');
    const { db } = hospital.store;
    const kept = 'proxy is append-only';
    await expect(
      sql`update proxy set until_at = now() + interval '9 years' where person_id = 'kept'`.execute(db),
    ).rejects.toThrow(kept);
    await expect(sql`delete from proxy where person_id = 'kept'`.execute(db)).rejects.toThrow(kept);
    await end('kept');
    await expect(end('kept')).rejects.toThrow(kept);
    await expect(sql`truncate proxy`.execute(db)).rejects.toThrow(kept);
  });
});
