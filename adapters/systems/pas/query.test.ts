import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { fixedClock } from '../../../schema/clock';
import type { LocalDate, Instant } from '../../../schema/time';
import type { SourceFault } from '../../contract';
import type { LivingHospital, SimPerson } from '../../simulation/hospital';
import { seedHospital } from '../../simulation/seed';
import type { Fault } from '../../simulation/simulator';
import type { MllpListener } from '../../wire/mllp/listener';
import { ITK_PROFILE } from './profiles';
import { queryPas } from './query';
import type { PasAnswer, QueryCircumstances } from './query';
import type { PasQuestion } from './query-message';
import { startQueryListener } from './simulator/query-listener';

const anchor = '2026-11-20T10:00:00.000Z' as Instant;
const current = seedHospital({ seed: 1, anchor });
const hospital: LivingHospital = {
  current,
  now: () => anchor,
  step: () => undefined,
  onEvents: () => () => undefined,
  close: () => Promise.resolve(),
};
const clock = fixedClock(anchor);

let listener: MllpListener;
let fault: Fault | null = null;
const asked: string[] = [];
beforeAll(async () => {
  listener = await startQueryListener({ hospital, port: 0, fault: () => fault, asked: (what) => asked.push(what) });
});
afterAll(() => listener.close());
beforeEach(() => {
  fault = null;
  asked.length = 0;
});

const ask = (
  question: PasQuestion,
  more: Partial<QueryCircumstances> & { port?: number; limitMs?: number } = {},
): Promise<PasAnswer> =>
  queryPas(question, {
    config: {
      queryHost: '127.0.0.1',
      queryPort: more.port ?? listener.port,
      queryTimeLimitMs: more.limitMs ?? 5_000,
      askingFacility: 'CAUSEWAY',
    },
    profile: ITK_PROFILE,
    clock,
    deadline: clock.millis() + 60_000,
    signal: new AbortController().signal,
    ...more,
  });
const faultOf = async (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'answered',
    (error: SourceFault) => error.code,
  );

const held = current.people.filter((person) => person.rweNumber !== undefined && person.mergedInto === undefined);
const someone = held.find((person) => person.nhsNumber !== undefined && !person.restricted) as SimPerson;
const byNumber = (value: string, authority = 'RWE'): PasQuestion => ({
  kind: 'person',
  identifier: { value, authority },
});

test('Q21 finds exactly the person with the number, by either authority', async () => {
  const own = await ask(byNumber(someone.rweNumber ?? ''));
  expect(own).toMatchObject({ complete: true, asOf: anchor });
  expect(own.matches).toHaveLength(1);
  expect(own.matches[0]?.person.patch).toMatchObject({ nhsNumber: someone.nhsNumber, birthDate: someone.birthDate });
  const nhs = await ask(byNumber(someone.nhsNumber ?? '', 'NHS'));
  expect(nhs.matches[0]?.person.recordId).toBe(own.matches[0]?.person.recordId);
  expect(asked).toEqual(['QBP^Q21', 'QBP^Q21']);
});

test('nobody found is an empty answer, not a fault', async () => {
  expect(await ask(byNumber('S0000000'))).toMatchObject({ matches: [], complete: true });
  expect(await ask(byNumber(someone.rweNumber ?? '', 'XXX'))).toMatchObject({ matches: [] });
});

test('the number of a merged record leads to the survivor', async () => {
  const retired = current.people.find((person) => person.mergedInto !== undefined);
  const survivor = current.people.find(({ key }) => key === retired?.mergedInto?.key);
  const { matches } = await ask(byNumber(retired?.rweNumber ?? ''));
  expect(matches.map(({ person }) => person.recordId.split('|')[1])).toEqual([survivor?.rweNumber]);
});

test('a restricted person comes flagged', async () => {
  const restricted = held.find((person) => person.restricted) as SimPerson;
  const { matches } = await ask(byNumber(restricted.rweNumber ?? ''));
  expect(matches[0]).toMatchObject({ sensitivityStated: true, person: { patch: { locationHidden: true } } });
});

test('Q22 finds candidates by name and birth date, page by page', async () => {
  const same = held.filter(({ family }) => family === someone.family);
  const found = await ask({ kind: 'candidates', family: someone.family }, { pageSize: 1 });
  expect(found.matches.map(({ person }) => person.recordId.split('|')[1]).sort()).toEqual(
    same.map(({ rweNumber }) => rweNumber).sort(),
  );
  expect(asked).toHaveLength(same.length);
  const exact = { kind: 'candidates', family: someone.family, birthDate: someone.birthDate } as const;
  expect((await ask(exact)).matches.length).toBeGreaterThanOrEqual(1);
  expect(await ask({ ...exact, birthDate: '1801-01-01' as LocalDate })).toMatchObject({ matches: [] });
});

test('a candidate search without criteria is an error, not everybody', async () => {
  expect(await faultOf(ask({ kind: 'candidates' }))).toBe('SOURCE_UNAVAILABLE');
});

test('ZV1 lists who is on a ward now, in which bed', async () => {
  const there = current.stays.filter((stay) => {
    const last = stay.placements.at(-1);
    return stay.class === 'IMP' && stay.dischargedAt === undefined && last?.ward === 'W12';
  });
  const { matches } = await ask({ kind: 'ward', ward: 'W12' });
  expect(matches.map(({ stay }) => `${stay?.visit} ${String(stay?.patch.bed)}`).sort()).toEqual(
    there.map(({ visit, placements }) => `${visit} ${String(placements.at(-1)?.bed)}`).sort(),
  );
  expect(there.length).toBeGreaterThan(3);
});

test.each<[Fault['kind'], string]>([
  ['down', 'SOURCE_UNAVAILABLE'],
  ['error', 'SOURCE_UNAVAILABLE'],
  ['garbage', 'SOURCE_INVALID'],
  ['empty', 'SOURCE_INVALID'],
])('a PAS that is %s is a %s', async (kind, code) => {
  fault = { kind, delayMs: 0, share: 1 };
  expect(await faultOf(ask(byNumber(someone.rweNumber ?? '')))).toBe(code);
});

test('a slow PAS costs its time limit, a given-up request nothing more', async () => {
  fault = { kind: 'slow', delayMs: 30_000, share: 1 };
  expect(await faultOf(ask(byNumber('S1'), { limitMs: 50 }))).toBe('SOURCE_TIMEOUT');
  const given = new AbortController();
  const answer = faultOf(ask(byNumber('S1'), { signal: given.signal }));
  given.abort();
  expect(await answer).toBe('SOURCE_TIMEOUT');
  expect(await faultOf(ask(byNumber('S1'), { deadline: clock.millis() }))).toBe('SOURCE_TIMEOUT');
});

describe('a PAS that answers something else', () => {
  let server: Server;
  let reply = '';
  let encoding: BufferEncoding = 'utf8';
  beforeEach(() => {
    encoding = 'utf8';
  });
  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (query) => {
        const controlId = query.toString('utf8').split('|')[9] ?? '';
        socket.write(`\x0b${reply.replaceAll('<ID>', controlId)}\x1c\r`, encoding);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const MSH = 'MSH|^~\\&|PAS|RWE|X|Y|20261120100000||RSP^K21^RSP_K21|P1|P|2.4\r';
  const PID = 'PID|||S1234567^^^RWE||TESTER^MAVIS\r';
  test.each([
    ['nothing but a header', MSH, 'SOURCE_INVALID'],
    ['the reply to another message', `${MSH}MSA|AA|OTHER\rQAK|OTHER|OK\r${PID}`, 'SOURCE_INVALID'],
    ['the answer to another query', `${MSH}MSA|AA|<ID>\rQAK|OTHER|OK\r${PID}`, 'SOURCE_INVALID'],
    ['OK with nobody', `${MSH}MSA|AA|<ID>\rQAK|<ID>|OK\r`, 'SOURCE_INVALID'],
    ['NF with somebody', `${MSH}MSA|AA|<ID>\rQAK|<ID>|NF\r${PID}`, 'SOURCE_INVALID'],
    ['somebody of another authority', `${MSH}MSA|AA|<ID>\rQAK|<ID>|OK\rPID|||1^^^XXX\r`, 'SOURCE_INVALID'],
    ['another type of message', `${MSH.replace('RSP', 'ADT')}MSA|AA|<ID>\rQAK|<ID>|OK\r${PID}`, 'SOURCE_INVALID'],
    ['a rejection', `${MSH}MSA|AR|<ID>\r`, 'SOURCE_REFUSED'],
    ['a plain acknowledgement that it failed', `${MSH.replace('RSP', 'ACK')}MSA|AE|<ID>\r`, 'SOURCE_UNAVAILABLE'],
  ])('%s is a fault', async (_name, text, code) => {
    reply = text;
    const { port } = server.address() as AddressInfo;
    expect(await faultOf(ask(byNumber('S1234567'), { port }))).toBe(code);
  });

  test('is read by the charset it declares, and by the feed’s where it declares none', async () => {
    const { port } = server.address() as AddressInfo;
    const nameIn = async (header: string, by: Partial<QueryCircumstances> = {}): Promise<unknown> => {
      reply = `${header}\rMSA|AA|<ID>\rQAK|<ID>|OK\rPID|||S1234567^^^RWE||ÖSTÉR^MAVIS\r`;
      const { matches } = await ask(byNumber('S1234567'), { port, ...by });
      return matches[0]?.person.patch.name?.family;
    };
    const silent = MSH.trimEnd();
    expect(await nameIn(silent)).toBe('ÖSTÉR');
    encoding = 'latin1';
    expect(await nameIn(`${silent}||||||8859/1`)).toBe('ÖSTÉR');
    expect(await nameIn(silent, { profile: { ...ITK_PROFILE, charset: 'ISO-8859-1' } })).toBe('ÖSTÉR');
  });

  test('without end is taken to a limit, and then incomplete', async () => {
    reply = `${MSH}MSA|AA|<ID>\rQAK|<ID>|OK\r${PID}DSC|1|I\r`;
    const { port } = server.address() as AddressInfo;
    const { matches, complete } = await ask({ kind: 'candidates', family: 'TESTER' }, { port });
    expect(complete).toBe(false);
    expect(matches).toHaveLength(20);
  });
});

test('a PAS that is not there is unavailable', async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  expect(await faultOf(ask(byNumber('S1234567'), { port }))).toBe('SOURCE_UNAVAILABLE');
});
