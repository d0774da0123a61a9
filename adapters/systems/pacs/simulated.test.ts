import type { Instant } from '../../../schema/time';
import type { Connection } from '../../contract';
import type { LivingHospital, SimPerson } from '../../simulation/hospital';
import { openLivingHospital } from '../../simulation/living';
import type { RunningSimulator } from '../../simulation/simulator';
import { ANCHOR, clock, connectTo, identityOf, studiesOf, valueOf } from './pacs-under-test';
import { simulator } from './simulator';

let hospital: LivingHospital;
let running: RunningSimulator;
let connection: Connection;
let baseUrl: string;
beforeAll(async () => {
  hospital = await openLivingHospital({ seed: 1, anchor: ANCHOR, clock, traffic: 'off' });
  running = await simulator.start({ instance: 'pacs@RWE', hospital, port: 0, feeds: [], log: () => undefined });
  baseUrl = `http://127.0.0.1:${running.port}/dicomweb`;
  connection = connectTo(baseUrl);
});
afterAll(async () => {
  await connection.close();
  await running.close();
  await hospital.close();
});
afterEach(() => running.setFault(null));

const person = (key: string): SimPerson => {
  const found = hospital.current.people.find((one) => one.key === key);
  if (!found) throw new Error('The cast has changed');
  return found;
};
const signal = new AbortController().signal;

test('the chest CT of the cast, as the archive tells it', async () => {
  const answer = await studiesOf(connection, identityOf(person('p001')));
  expect(answer).toMatchObject({ complete: true, warnings: [] });
  expect(valueOf(answer).find(({ uid }) => uid === '2.25.101')).toEqual({
    key: 'RWE|RWE26000123',
    source: { instance: 'pacs@RWE', asOf: ANCHOR, retrievedAt: ANCHOR, freshness: 'LIVE' },
    uid: '2.25.101',
    accessionNumber: 'RWE26000123',
    description: 'CT of chest',
    code: {
      text: 'CT of chest',
      codings: [
        { system: 'http://snomed.info/sct', code: '169069000', display: 'CT of chest' },
        { system: 'urn:local:pacs@RWE:NICIP', code: 'CCHES', display: 'CT of chest' },
      ],
    },
    modalities: ['CT', 'SR'],
    started: '2026-11-18T14:22:00.000Z',
    series: 2,
    instances: 3,
    availability: 'ONLINE',
  });
});

test('everyone’s studies are found, whichever numbers the archive knows, each once and nobody else’s', async () => {
  const { people, studies } = hospital.current;
  const pictured = people.filter(({ key }) => studies.some((study) => study.person === key));
  const filedUnder = new Set<string>();
  for (const someone of pictured) {
    const answer = await studiesOf(connection, identityOf(someone));
    const theirs = studies.filter((study) => study.person === someone.key).map(({ uid }) => uid);
    expect(
      valueOf(answer)
        .map(({ uid }) => uid)
        .sort(),
    ).toEqual(theirs.sort());
    expect(answer).toMatchObject({ complete: true });
    const numbers = { ...identityOf(someone), nhsNumberVerified: false };
    const underOwn = valueOf(await studiesOf(connection, numbers)).length;
    filedUnder.add(underOwn === theirs.length ? 'hospital number' : 'NHS number');
  }
  expect(filedUnder).toEqual(new Set(['hospital number', 'NHS number']));
  expect(pictured.some(({ nhsNumber }) => nhsNumber === undefined)).toBe(true);
});

test('someone without studies has none; someone the archive cannot be asked about is not said to have none', async () => {
  const nobody = hospital.current.people.find(
    ({ key, rweNumber }) => rweNumber !== undefined && !hospital.current.studies.some((study) => study.person === key),
  );
  if (!nobody) throw new Error('Everybody has been pictured');
  expect(await studiesOf(connection, identityOf(nobody))).toMatchObject({ kind: 'found', value: [], complete: true });
  const asked = running.asks().length;
  const { nhsNumber: _, ...numberless } = { ...identityOf(nobody), identifiers: [] };
  expect(await studiesOf(connection, numberless)).toMatchObject({
    value: [],
    complete: false,
    warnings: [{ code: 'NOT_ASKABLE' }],
  });
  expect(running.asks().length).toBe(asked);
});

test('a window asks by study date, in days of London', async () => {
  const window = { from: '2026-11-18T00:00:00.000Z' as Instant, to: '2026-11-19T00:00:00.000Z' as Instant };
  expect(valueOf(await studiesOf(connection, identityOf(person('p001')), { window })).map(({ uid }) => uid)).toEqual([
    '2.25.101',
  ]);
});

test('page by page, by offset', async () => {
  const small = connectTo(baseUrl, { pageSize: 1 });
  expect(await studiesOf(small, identityOf(person('p001')))).toMatchObject({
    complete: true,
    value: [{ uid: '2.25.101' }, { uid: '2.25.102' }],
  });
  await small.close();
  const one = connectTo(baseUrl, { pageSize: 1, maxPages: 1 });
  expect(await studiesOf(one, identityOf(person('p025')))).toMatchObject({
    complete: false,
    warnings: [{ code: 'RESULTS_LIMITED' }],
  });
  await one.close();
});

test('a thumbnail is a picture; one of a study on tape cannot be had now; one of no study is refused unasked', async () => {
  const picture = await connection.images?.thumbnail('2.25.101', signal);
  expect(picture?.contentType).toBe('image/png');
  expect(picture?.bytes.length).toBeGreaterThan(100);
  const onTape = hospital.current.studies.find(({ availability }) => availability === 'NEARLINE');
  await expect(connection.images?.thumbnail(onTape?.uid ?? '', signal)).rejects.toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
    retryAfterMs: 120_000,
  });
  const asked = running.asks().length;
  await expect(connection.images?.thumbnail('2.25.101/../../x', signal)).rejects.toMatchObject({
    code: 'SOURCE_REFUSED',
  });
  expect(running.asks().length).toBe(asked);
  await expect(connection.images?.thumbnail('2.25.999999', signal)).rejects.toMatchObject({ code: 'SOURCE_REFUSED' });
});

test.each([
  ['error', 'SOURCE_UNAVAILABLE'],
  ['garbage', 'SOURCE_INVALID'],
  ['empty', 'SOURCE_INVALID'],
  ['down', 'SOURCE_UNAVAILABLE'],
] as const)('%s: a fault, never "no studies"; then it is over', async (kind, code) => {
  // Wholly down, the port would open again only after a while; so nearly.
  const fault = { kind, delayMs: 0, share: kind === 'down' ? 0.999 : 1 };
  running.setFault(fault);
  await expect(studiesOf(connection, identityOf(person('p001')))).rejects.toMatchObject({ code });
  running.setFault(null);
  expect(valueOf(await studiesOf(connection, identityOf(person('p001'))))).toHaveLength(2);
});

describe('as any DICOMweb client sees it', () => {
  const get = (path: string, accept = 'application/dicom+json') => fetch(`${baseUrl}${path}`, { headers: { accept } });

  test('studies, series, instances, metadata and pictures of each level', async () => {
    const series = (await (await get('/studies/2.25.101/series?Modality=CT')).json()) as object[];
    expect(series).toMatchObject([{ '0020000E': { vr: 'UI', Value: ['2.25.101.1'] } }]);
    const instances = (await (await get('/studies/2.25.101/series/2.25.101.1/instances')).json()) as object[];
    expect(instances).toHaveLength(2);
    const metadata = (await (await get('/studies/2.25.101/metadata')).json()) as object[];
    expect(metadata).toHaveLength(3);
    const rendered = await get('/studies/2.25.101/series/2.25.101.1/instances/2.25.101.1.1/rendered', 'image/png');
    expect([rendered.status, rendered.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await get('/studies/2.25.101/thumbnail', 'image/gif')).status).toBe(406);
  });

  test('204 for none, 400 for no search, 413 for too much, and a warning where the answer is cut short', async () => {
    expect((await get('/studies?PatientID=NOBODY')).status).toBe(204);
    expect((await get('/studies?Nonsense=1')).status).toBe(400);
    expect((await get('/studies')).status).toBe(413);
    const cut = await get('/studies?limit=1000');
    expect(cut.headers.get('warning')).toMatch(/^299 .*additional results/);
    expect((await get('/studies/2.25.999999/metadata')).status).toBe(404);
  });

  test('matches by name with wildcards, by modality, accession number and dates', async () => {
    const uids = async (query: string) => {
      const response = await get(`/studies?${query}`);
      const studies = response.status === 204 ? [] : ((await response.json()) as Record<string, { Value: string[] }>[]);
      return studies.map((study) => study['0020000D']?.Value[0]);
    };
    expect(await uids('PatientName=TESTER*&ModalitiesInStudy=CT')).toEqual(['2.25.101']);
    expect(await uids('00080050=RWE26000123')).toEqual(['2.25.101']);
    expect(await uids('PatientName=TESTER*&StudyDate=-20260601')).toEqual(['2.25.102']);
    expect(await uids('StudyInstanceUID=2.25.101,2.25.102&limit=1&offset=1')).toEqual(['2.25.102']);
  });
});
