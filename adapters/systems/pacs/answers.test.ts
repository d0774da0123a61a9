import type { PersonIdentity } from '../../../schema/clinical/person';
import { hospitalNumberSystem, parseNhsNumber } from '../../../schema/identifiers';
import type { PartialDate } from '../../../schema/time';
import type { Connection } from '../../contract';
import { startHttpSimulator, type HttpReply, type HttpSimulator } from '../../simulation/http-simulator';
import { clock, connectTo, studiesOf } from './pacs-under-test';

/** An archive that answers what a test says, by the identifier it was asked for. */
let answers: (query: URLSearchParams) => HttpReply;
let thumbnail: HttpReply;
let server: HttpSimulator;
let connection: Connection;
beforeAll(async () => {
  server = await startHttpSimulator({
    port: 0,
    handle: (ask) => (ask.path.endsWith('thumbnail') ? thumbnail : answers(ask.query)),
    millis: () => clock.millis(),
    contentType: 'application/dicom+json',
    log: () => undefined,
  });
  connection = connectTo(`http://127.0.0.1:${server.port}/dicomweb`);
});
afterAll(async () => {
  await connection.close();
  await server.close();
});

const nhsNumber = parseNhsNumber('9990000018') ?? undefined;
const mavis: PersonIdentity = {
  id: 'id-1' as PersonIdentity['id'],
  mergedIds: [],
  ...(nhsNumber === undefined ? {} : { nhsNumber }),
  nhsNumberVerified: true,
  identifiers: [{ system: hospitalNumberSystem('RWE'), value: 'S1234567' }],
  birthDate: '1948-03-02' as PartialDate,
  records: [],
  restricted: false,
  epoch: 0,
};

interface Patient {
  readonly id?: string;
  readonly issuer?: string;
  readonly born?: string;
  readonly others?: readonly { readonly id: string; readonly issuer?: string }[];
}

const element = (vr: string, value: string | undefined) => (value === undefined ? { vr } : { vr, Value: [value] });
const numbers = ({ id, issuer }: { readonly id?: string; readonly issuer?: string }) => ({
  '00100020': element('LO', id),
  '00100021': element('LO', issuer),
});
const study = (uid: string, { id, issuer, born, others }: Patient, more: object = {}) => ({
  '0020000D': element('UI', uid),
  ...numbers({ ...(id && { id }), ...(issuer && { issuer }) }),
  '00100030': element('DA', born),
  '00101002': { vr: 'SQ', Value: (others ?? []).map(numbers) },
  ...more,
});
const own: Patient = { id: 'S1234567', issuer: 'RWE', born: '19480302' };
const nhs: Patient = { id: '9990000018', issuer: 'NHS', born: '19480302' };
const none: HttpReply = { status: 204 };

const byHospitalNumber =
  (reply: HttpReply, otherwise: HttpReply = none) =>
  (query: URLSearchParams): HttpReply =>
    query.get('PatientID') === 'S1234567' && query.get('IssuerOfPatientID') === 'RWE' ? reply : otherwise;
const list = (...studies: readonly object[]): HttpReply => ({ status: 200, body: studies });

const uids = async (person = mavis, over = connection) => {
  const answer = await studiesOf(over, person);
  if (answer.kind !== 'found') throw new Error('Not found');
  return {
    uids: answer.value.map(({ uid }) => uid),
    complete: answer.complete,
    warnings: answer.warnings.map(({ code }) => code),
  };
};

test('asks by hospital number with its issuer, and by the NHS number in both places; what is in both is one study', async () => {
  const asked: string[] = [];
  answers = (query) => {
    asked.push([...query.keys()].filter((name) => /Patient/.test(name)).join('+'));
    return query.has('IssuerOfPatientID')
      ? list(study('2.25.1', own))
      : list(study('2.25.1', own), study('2.25.2', nhs));
  };
  expect(await uids()).toEqual({ uids: ['2.25.1', '2.25.2'], complete: true, warnings: [] });
  expect([...new Set(asked)].sort()).toEqual(
    ['OtherPatientIDsSequence.PatientID', 'PatientID', 'PatientID+IssuerOfPatientID'].sort(),
  );
});

test('an NHS number nobody traced is not asked by', async () => {
  answers = byHospitalNumber(list(study('2.25.1', own)), list(study('2.25.2', nhs)));
  expect(await uids({ ...mavis, nhsNumberVerified: false })).toMatchObject({ uids: ['2.25.1'], complete: true });
});

test('an NHS number nobody traced makes no study theirs, and none of theirs another’s', async () => {
  const besides = { ...own, others: [{ id: '9990000018', issuer: 'NHS' }] };
  answers = byHospitalNumber(list(study('2.25.1', besides), study('2.25.2', nhs)));
  expect(await uids({ ...mavis, nhsNumberVerified: false })).toEqual({
    uids: ['2.25.1'],
    complete: false,
    warnings: ['MISMATCHED_PATIENT'],
  });
});

test('an archive that refuses to search in sequences is not asked to, where the settings say so', async () => {
  answers = (query) => (query.has('OtherPatientIDsSequence.PatientID') ? { status: 400 } : none);
  await expect(uids()).rejects.toMatchObject({ code: 'SOURCE_REFUSED' });
  const plain = connectTo(`http://127.0.0.1:${server.port}/dicomweb`, { searchOtherPatientIds: 'false' });
  expect(await studiesOf(plain, mavis)).toMatchObject({ value: [], complete: true });
  await plain.close();
});

test.each<[string, Patient]>([
  ['another birth date', { ...own, born: '19480203' }],
  ['another hospital number', { ...own, id: 'S7777777' }],
  ['another hospital number beside the same NHS number', { ...own, id: 'S7777777', others: [{ id: '9990000018' }] }],
  ['another NHS number beside the same hospital number', { ...own, others: [{ id: '9990000026', issuer: 'NHS' }] }],
  ['the NHS number alone, and another birth date', { ...nhs, born: '19480203' }],
  ['the NHS number alone, and no birth date', { id: '9990000018', issuer: 'NHS' }],
  ['another trust’s number only', { ...own, issuer: 'RX1' }],
  ['no number at all', { born: '19480302' }],
])('%s: left out, and the answer says so', async (_, patient) => {
  answers = byHospitalNumber(list(study('2.25.1', own), study('2.25.9', patient)));
  expect(await uids()).toEqual({ uids: ['2.25.1'], complete: false, warnings: ['MISMATCHED_PATIENT'] });
});

test.each<[string, Patient]>([
  ['the hospital number without issuer or birth date', { id: 'S1234567' }],
  [
    'another trust’s number with the NHS number beside',
    { ...own, id: 'X1', issuer: 'RX1', others: [{ id: '9990000018' }] },
  ],
  ['the NHS number without issuer', { id: '9990000018', born: '19480302' }],
])('%s: theirs', async (_, patient) => {
  answers = byHospitalNumber(list(study('2.25.1', patient)));
  expect(await uids()).toEqual({ uids: ['2.25.1'], complete: true, warnings: [] });
});

test('a birth date that is estimated or not a whole day in the index: decides nothing', async () => {
  const unsure = [
    { ...mavis, birthDateEstimated: true as const },
    { ...mavis, birthDate: '1948-03' as PartialDate },
  ];
  for (const person of unsure) {
    answers = byHospitalNumber(list(study('2.25.1', own), study('2.25.2', nhs)));
    expect(await uids(person)).toEqual({ uids: ['2.25.1'], complete: false, warnings: ['MISMATCHED_PATIENT'] });
  }
  answers = byHospitalNumber(list(study('2.25.1', { ...own, born: '19480303' })));
  expect(await uids({ ...mavis, birthDateEstimated: true })).toMatchObject({ uids: ['2.25.1'], complete: true });
});

test('413: not all, and said; what another search gave is kept', async () => {
  answers = byHospitalNumber({ status: 413 }, list(study('2.25.2', nhs)));
  expect(await uids()).toEqual({ uids: ['2.25.2'], complete: false, warnings: ['RESULTS_LIMITED'] });
});

const warning = { warning: '299 pacs.example: "There are 2 additional results that can be requested"' };

test('Warning 299: asked on; whole when the rest comes, else not whole', async () => {
  const all = ['2.25.1', '2.25.2', '2.25.3'].map((uid) => study(uid, own));
  const paging = (query: URLSearchParams): HttpReply => {
    const offset = Number(query.get('offset'));
    const page = all.slice(offset, offset + 1);
    if (page.length === 0) return none;
    return { ...list(...page), ...(offset + 1 < all.length ? { headers: warning } : {}) };
  };
  answers = (query) => (query.has('IssuerOfPatientID') ? paging(query) : none);
  expect(await uids()).toMatchObject({ uids: ['2.25.1', '2.25.2', '2.25.3'], complete: true });
  answers = byHospitalNumber({ ...list(study('2.25.1', own)), headers: warning });
  expect(await uids()).toEqual({ uids: ['2.25.1'], complete: false, warnings: ['RESULTS_LIMITED'] });
});

test('fewer than were asked for, and no warning: asked on until there are none, or the answer is not whole', async () => {
  const all = ['2.25.1', '2.25.2', '2.25.3', '2.25.4', '2.25.5'].map((uid) => study(uid, own));
  const cappedAt =
    (most: number) =>
    (query: URLSearchParams): HttpReply => {
      const offset = Number(query.get('offset'));
      const page = all.slice(offset, offset + most);
      return query.has('IssuerOfPatientID') && page.length > 0 ? list(...page) : none;
    };
  answers = cappedAt(2);
  expect(await uids()).toMatchObject({ uids: all.map((_, at) => `2.25.${at + 1}`), complete: true, warnings: [] });
  const hasty = connectTo(`http://127.0.0.1:${server.port}/dicomweb`, { maxPages: 2 });
  expect(await uids(mavis, hasty)).toMatchObject({ complete: false, warnings: ['RESULTS_LIMITED'] });
  await hasty.close();
  // One that knows no offset has said the same again: that is all, as far as it can be asked.
  answers = byHospitalNumber(list(study('2.25.1', own)));
  expect(await uids()).toMatchObject({ uids: ['2.25.1'], complete: true });
});

test('an archive that knows no limit sends all at once; one that knows no offset never ends, and is not whole', async () => {
  const small = connectTo(`http://127.0.0.1:${server.port}/dicomweb`, { pageSize: 2 });
  answers = byHospitalNumber(list(study('2.25.1', own), study('2.25.2', own), study('2.25.3', own)));
  expect(await uids(mavis, small)).toMatchObject({ uids: ['2.25.1', '2.25.2', '2.25.3'], complete: true });
  answers = byHospitalNumber(list(study('2.25.1', own), study('2.25.2', own)));
  expect(await uids(mavis, small)).toMatchObject({ uids: ['2.25.1', '2.25.2'], complete: false });
  await small.close();
});

test('one that cannot be read is left out and said; none that can is nonsense', async () => {
  answers = byHospitalNumber(list(study('2.25.1', own), { '0020000D': { vr: 'UI' } }));
  expect(await uids()).toEqual({ uids: ['2.25.1'], complete: false, warnings: ['RECORD_UNREADABLE'] });
  answers = byHospitalNumber(list({ name: 'TESTER' }));
  await expect(uids()).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
});

test('studies that share an accession number are told apart by their UID; times follow the archive’s offset', async () => {
  const more = {
    '00080050': element('SH', 'A1'),
    '00080020': element('DA', '20260701'),
    '00080030': element('TM', '1200'),
  };
  const abroad = { ...more, '00080050': element('SH', 'A2'), '00080201': element('SH', '+0200') };
  answers = byHospitalNumber(list(study('2.25.1', own, more)));
  expect(await studiesOf(connection, mavis)).toMatchObject({
    value: [{ key: 'RWE|A1', started: '2026-07-01T11:00:00.000Z' }],
  });
  answers = byHospitalNumber(
    list(study('2.25.1', own, more), study('2.25.2', own, more), study('2.25.3', own, abroad)),
  );
  expect(await studiesOf(connection, mavis)).toMatchObject({
    value: [{ key: 'RWE|2.25.1' }, { key: 'RWE|2.25.2' }, { key: 'RWE|A2', started: '2026-07-01T10:00:00.000Z' }],
  });
});

test('a study without a time of day is of its day, and one of no day that there is has none', async () => {
  const days = [
    ['2.25.1', '20260701', ''],
    ['2.25.2', '20260701', '2400'],
    ['2.25.3', '20260230', '1200'],
  ] as const;
  answers = byHospitalNumber(
    list(
      ...days.map(([uid, day, time]) =>
        study(uid, own, {
          '00080020': element('DA', day),
          '00080030': time === '' ? { vr: 'TM' } : element('TM', time),
        }),
      ),
    ),
  );
  const answer = await studiesOf(connection, mavis);
  const told =
    answer.kind === 'found' ? answer.value.map(({ uid, started, startedDate }) => [uid, started, startedDate]) : [];
  expect(told).toEqual([
    ['2.25.1', undefined, '2026-07-01'],
    ['2.25.2', undefined, '2026-07-01'],
    ['2.25.3', undefined, undefined],
  ]);
});

test('how many pictures there are is not known where the archive does not say, and is none where it says so', async () => {
  const counted = { '00201206': { vr: 'IS', Value: [2] }, '00201208': { vr: 'IS', Value: ['0'] } };
  answers = byHospitalNumber(list(study('2.25.1', own), study('2.25.2', own, counted)));
  const answer = await studiesOf(connection, mavis);
  if (answer.kind !== 'found') throw new Error('Not found');
  expect(answer.value.map(({ series, instances }) => [series, instances])).toEqual([
    [undefined, undefined],
    [2, 0],
  ]);
});

test('a picture is what it says it is, and small', async () => {
  const get = () => connection.images?.thumbnail('2.25.1', new AbortController().signal);
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  thumbnail = { status: 200, contentType: 'image/jpeg', body: jpeg };
  await expect(get()).resolves.toEqual({ contentType: 'image/jpeg', bytes: jpeg });
  for (const bad of [
    { status: 200, contentType: 'image/svg+xml', body: '<svg/>' },
    { status: 200, contentType: 'image/png', body: '<script>' },
    { status: 200, contentType: 'image/jpeg', body: Buffer.concat([jpeg, Buffer.alloc(2 * 1024 * 1024)]) },
  ]) {
    thumbnail = bad;
    await expect(get()).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
  }
});
