import { openUnderTest, RT5, valueOf, type UnderTest } from './systmone-under-test';
import type { OdsCode } from '../../../schema/identifiers';

const CEDAR = { organisation: RT5, ward: 'CEDAR' };
let community: UnderTest;
beforeAll(async () => {
  community = await openUnderTest();
});
afterAll(() => community.close());

const places = () => community.connection.sources.places;

test('Cedar Ward: its site, its beds, who lies in them and which are being cleaned', async () => {
  expect(valueOf((await places().wards?.([{ organisation: RT5 }], {}, community.ask))?.[0])).toMatchObject([
    { key: 'RT5|CEDAR', site: 'RT5CE', siteName: 'Cedar Community Hospital' },
    { key: 'RT5|VWHF', site: 'RT5CE', virtual: true },
  ]);
  const beds = valueOf((await places()['bed-state']?.([CEDAR], {}, community.ask))?.[0]);
  expect(Object.fromEntries(beds.map(({ key, status, visit }) => [key, visit ?? status]))).toEqual({
    'RT5|CEDAR|B1-01': '900001',
    'RT5|CEDAR|B1-02': '900003',
    'RT5|CEDAR|B1-03': 'unoccupied',
    'RT5|CEDAR|B2-01': '900002',
    'RT5|CEDAR|B2-02': 'housekeeping',
    'RT5|CEDAR|SR-01': 'unoccupied',
  });
  const kept = valueOf((await places()['bed-housekeeping']?.([CEDAR], {}, community.ask))?.[0]);
  expect(kept.find(({ key }) => key === 'RT5|CEDAR|SR-01')).toMatchObject({ sex: 'mixed', sideRoom: true });
});

test('a virtual ward: people of class VR, and no beds', async () => {
  const ward = { organisation: RT5, ward: 'VWHF' };
  const stays = valueOf((await places().encounters?.([ward], {}, community.ask))?.[0]);
  expect(stays.map(({ class: kind, place }) => [kind, place?.ward.code, place?.bed])).toEqual(
    Array(6).fill(['VR', 'VWHF', undefined]),
  );
  const [beds] = (await places()['bed-state']?.([ward], {}, community.ask)) ?? [];
  expect(beds).toMatchObject({ kind: 'found', complete: true, value: [] });
});

test('who is here, by the number of the organisation, found again by key', async () => {
  const stays = valueOf((await places().encounters?.([CEDAR], {}, community.ask))?.[0]);
  expect(stays.map(({ key }) => key).sort()).toEqual(['RT5|900001', 'RT5|900002', 'RT5|900003']);
  expect(stays.find(({ key }) => key === 'RT5|900001')?.subject.identifiers).toContainEqual({
    system: 'https://fhir.rt5.example.nhs.uk/Id/hospital-number',
    value: 'L200002',
  });
  const one = await places().encounters?.(
    [{ organisation: RT5 }],
    { keys: ['RT5|900003', 'RWE|700001'] },
    community.ask,
  );
  expect(valueOf(one?.[0]).map(({ key }) => key)).toEqual(['RT5|900003']);
});

test('who is ready to leave, and who was scored', async () => {
  expect(valueOf((await places()['discharge-readiness']?.([CEDAR], {}, community.ask))?.[0])).toMatchObject([
    {
      key: 'RT5|900001',
      bed: 'B1-01',
      readySince: '2026-11-17',
      pathway: 'P2',
      reasonWaiting: { text: 'Awaiting bed-based reablement' },
    },
  ]);
  community.asked();
  const [answer] = (await places()['early-warning']?.([CEDAR], {}, community.ask)) ?? [];
  expect(answer).toMatchObject({ kind: 'found', complete: true });
  expect(valueOf(answer)).toMatchObject([
    { key: 'systmone@RT5|Observation/obs-071-news2', visit: '900002', ward: { code: 'CEDAR' } },
  ]);
  expect(community.asked()).toEqual(['GET Encounter', 'GET Observation']);
});

test('a place of another organisation fails alone', async () => {
  const elsewhere = { organisation: 'RWE' as OdsCode, ward: 'W12' };
  const answers = (await places().wards?.([elsewhere, CEDAR], {}, community.ask)) ?? [];
  expect(answers).toMatchObject([{ kind: 'failed', error: { code: 'SOURCE_REFUSED' } }, { kind: 'found' }]);
});
