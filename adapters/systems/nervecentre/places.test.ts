import { openUnderTest, RT5, RWE, valueOf, type UnderTest } from './simulator/under-test';
import { SourceFault } from '../../contract';

const W12 = { organisation: RWE, ward: 'W12' };
let acute: UnderTest;
let community: UnderTest;

beforeAll(async () => {
  [acute, community] = await Promise.all([openUnderTest('RWE'), openUnderTest('RT5')]);
});
afterAll(() => Promise.all([acute.close(), community.close()]));

const at = <T extends { readonly key: string }>(records: readonly T[], key: string): T => {
  const record = records.find((each) => each.key === key);
  if (record === undefined) throw new Error(`Nothing has the key ${key}`);
  return record;
};

test('a ward of Nervecentre holds who is in it, where they lie and where they lay before', async () => {
  const [answer] = (await acute.connection.sources.places.encounters?.([W12], {}, acute.ask)) ?? [];
  expect(answer).toMatchObject({ kind: 'found', complete: true, warnings: [], source: { freshness: 'LIVE' } });
  const stays = valueOf(answer);
  expect(stays.map(({ key }) => key).sort()).toEqual(
    ['700001', '700002', '700003', '700004', '700005', '700006', '700007'].map((visit) => `RWE|${visit}`),
  );
  expect(at(stays, 'RWE|700002')).toMatchObject({
    identifier: { system: 'https://fhir.rwe.example.nhs.uk/Id/visit-number', value: '700002' },
    status: 'in-progress',
    class: 'IMP',
    place: { ward: { organisation: 'RWE', code: 'W12' }, bed: 'B3-01' },
    previousPlaces: [{ ward: { organisation: 'RWE', code: 'W15' }, bed: 'B1-03' }],
    consultant: { text: 'WARD, Ann (Dr)' },
    reason: { text: 'COPD with acute exacerbation' },
    expectedDischarge: '2026-11-24',
    // When the record last changed: the move to this ward, not the moment it was asked.
    source: { asOf: '2026-11-18T11:00:00.000Z', retrievedAt: '2026-11-20T10:00:00.000Z' },
  });
  // No NHS number: still named, by the number of the organisation and the record id of its own feed.
  expect(at(stays, 'RWE|700004').subject).toEqual({
    identifiers: [{ system: 'https://fhir.rwe.example.nhs.uk/Id/hospital-number', value: 'S1234570' }],
    record: {
      instance: 'nervecentre@RWE',
      recordId: 'https://fhir.rwe.example.nhs.uk/Id/hospital-number|S1234570',
    },
  });
});

test('stays are found by their keys, whatever became of them', async () => {
  const keys = ['RWE|700021', 'RWE|700001', 'RT5|900001'];
  const [answer] =
    (await acute.connection.sources.places.encounters?.([{ organisation: RWE }], { keys }, acute.ask)) ?? [];
  const stays = valueOf(answer);
  expect(stays.map(({ key }) => key).sort()).toEqual(['RWE|700001', 'RWE|700021']);
  expect(at(stays, 'RWE|700021')).toMatchObject({ status: 'finished', period: { end: '2026-11-19T17:20:00.000Z' } });
});

test('wards stand under their sites, beds under their wards, with who lies in them', async () => {
  const { wards, 'bed-state': bedState } = acute.connection.sources.places;
  const all = valueOf((await wards?.([{ organisation: RWE }], {}, acute.ask))?.[0]);
  expect(all).toHaveLength(8);
  expect(at(all, 'RWE|W12')).toMatchObject({ name: 'Ward 12', site: 'RWEAA', siteName: 'Leicester Royal Infirmary' });

  const [answer] = (await bedState?.([W12], {}, acute.ask)) ?? [];
  expect(answer).toMatchObject({ kind: 'found', complete: true });
  const beds = valueOf(answer);
  expect(beds).toHaveLength(10);
  expect(at(beds, 'RWE|W12|B3-02')).toMatchObject({
    name: 'Ward 12 Bay 3 Bed 2',
    bay: 'B3',
    status: 'occupied',
    visit: '700001',
  });
  expect(at(beds, 'RWE|W12|B3-04')).toMatchObject({ status: 'housekeeping' });
  expect(at(beds, 'RWE|W12|B4-03')).toMatchObject({ status: 'closed' });
  expect(at(beds, 'RWE|W12|B4-04').visit).toBeUndefined();
  expect(at(beds, 'RWE|W12|B4-04').status).toBe('unoccupied');
});

test('housekeeping tells sex, side rooms and what is being cleaned', async () => {
  const housekeeping = acute.connection.sources.places['bed-housekeeping'];
  const beds = valueOf((await housekeeping?.([W12], {}, acute.ask))?.[0]);
  expect(at(beds, 'RWE|W12|B3-04')).toMatchObject({ status: 'housekeeping', sex: 'female', sideRoom: false });
  expect(at(beds, 'RWE|W12|SR-01')).toMatchObject({ status: 'occupied', sex: 'mixed', sideRoom: true });
});

test('only those who are ready are ready, with pathway and reason', async () => {
  const readiness = acute.connection.sources.places['discharge-readiness'];
  const ready = valueOf((await readiness?.([{ organisation: RWE }], {}, acute.ask))?.[0]);
  expect(ready.map(({ key }) => key).sort()).toEqual(['RWE|700003', 'RWE|700010', 'RWE|700011']);
  expect(at(ready, 'RWE|700003')).toMatchObject({
    visit: '700003',
    ward: { code: 'W12' },
    bed: 'B3-03',
    readySince: '2026-11-18',
    medicallyFit: true,
    pathway: 'P1',
    reasonWaiting: { text: 'Awaiting package of care at home' },
  });
});

test('early warning of a ward: who was scored, with the parts; a round without a full set scores nobody', async () => {
  const [answer] = (await acute.connection.sources.places['early-warning']?.([W12], {}, acute.ask)) ?? [];
  expect(answer).toMatchObject({ kind: 'found', complete: true });
  const scores = valueOf(answer);
  expect(at(scores, 'nervecentre@RWE|Observation/obs-011-news2')).toMatchObject({
    total: 7,
    singleThree: false,
    effective: '2026-11-20T08:10:00.000Z',
    visit: '700002',
    ward: { organisation: 'RWE', code: 'W12' },
  });
  expect(at(scores, 'nervecentre@RWE|Observation/obs-011-news2').parts).toHaveLength(7);
  // Only the newest of each, and none for the woman whose temperature was not taken.
  expect(scores.map(({ visit }) => visit).sort()).toEqual(['700001', '700002', '700006']);
});

test('escalations of a ward say who took them, and when', async () => {
  const escalations = valueOf((await acute.connection.sources.places.escalations?.([W12], {}, acute.ask))?.[0]);
  expect(at(escalations, 'nervecentre@RWE|Task/esc-031')).toMatchObject({
    scoreKey: 'nervecentre@RWE|Observation/obs-031-news2',
    status: 'accepted',
    priority: 'urgent',
    acknowledgedAt: '2026-11-20T09:05:00.000Z',
    owner: { text: 'WARD Ann' },
    dueBy: '2026-11-20T09:30:00.000Z',
    ward: { organisation: 'RWE', code: 'W12' },
  });
  const waiting = at(escalations, 'nervecentre@RWE|Task/esc-011');
  expect(waiting.status).toBe('requested');
  expect(waiting.acknowledgedAt).toBeUndefined();
});

test('each organisation has its own: CEDAR is at RT5 and known there by RT5 numbers', async () => {
  const stays = valueOf(
    (await community.connection.sources.places.encounters?.([{ organisation: RT5 }], {}, community.ask))?.[0],
  );
  const wards = stays.map(({ place }) => place?.ward.code).sort();
  expect(wards).toEqual([...Array<string>(3).fill('CEDAR'), ...Array<string>(6).fill('VWHF')]);
  expect(at(stays, 'RT5|900001').subject.record?.recordId).toBe(
    'https://fhir.rt5.example.nhs.uk/Id/hospital-number|L200002',
  );
  const elsewhere = acute.connection.sources.places.encounters?.([{ organisation: RT5, ward: 'CEDAR' }], {}, acute.ask);
  await expect(elsewhere).rejects.toThrow(SourceFault);
});

test('a ward of thirty costs the same few asks as a ward of seven', async () => {
  const cost = async (ward: string): Promise<readonly string[]> => {
    acute.asked();
    const places = [{ organisation: RWE, ward }];
    for (const capability of ['encounters', 'bed-state', 'early-warning', 'escalations'] as const)
      expect((await acute.connection.sources.places[capability]?.(places, {}, acute.ask))?.[0]?.kind).toBe('found');
    return acute.asked();
  };
  const few = await cost('W12');
  expect(await cost('W30')).toEqual(few);
  expect([...few].sort()).toEqual([
    'GET Encounter',
    'GET Encounter',
    'GET Encounter',
    'GET Location',
    'GET Observation/$lastn',
    'GET Task',
  ]);
});
