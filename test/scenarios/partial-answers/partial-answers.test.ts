import type { Fault } from '../../../adapters/simulation/simulator';
import { completeness, table } from '../answers';
import { openHospital, variablesOf, type Hospital, type Reply } from '../hospital';
import { instanceOf, listsOf, WHOLE_RECORD, type List } from './whole-record';

/**
 * With any one or two systems down, slow, empty or talking nonsense no request fails as a whole: what is healthy is the
 * same as ever, and what could not be asked is said (design, section 3; graph conventions, 8 and 9).
 */
let hospital: Hospital;
let healthy: ReadonlyMap<string, List>;
const MAVIS = { n: '9990000018' };
const ask = (): Promise<Reply> => hospital.ask('clinician', WHOLE_RECORD, MAVIS);

beforeAll(async () => {
  hospital = await openHospital();
  const reply = await ask();
  expect(reply.errors).toEqual([]);
  healthy = listsOf(reply);
});
afterAll(() => hospital.close());

type Kind = 'nervecentre' | 'pacs' | 'systmone' | 'gp-connect' | 'pas' | 'lims' | 'ris';
type Fate = Fault['kind'];

/** Asked when somebody wants to know. The other three are feeds: they were heard, and are not missed until their silence. */
const ASKED: readonly Kind[] = ['nervecentre', 'pacs', 'systmone', 'gp-connect'];

const CODE_OF: Readonly<Record<Fate, string>> = {
  down: 'SOURCE_UNAVAILABLE',
  error: 'SOURCE_UNAVAILABLE',
  slow: 'SOURCE_TIMEOUT',
  garbage: 'SOURCE_INVALID',
  empty: 'SOURCE_INVALID',
};

/** Every pair of systems that are asked, every fate with every system, and feeds beside them. */
const CASES: readonly (readonly [Kind, Fate, Kind, Fate])[] = [
  ['nervecentre', 'down', 'gp-connect', 'garbage'],
  ['nervecentre', 'garbage', 'systmone', 'error'],
  ['nervecentre', 'empty', 'pacs', 'slow'],
  ['nervecentre', 'error', 'gp-connect', 'empty'],
  ['nervecentre', 'slow', 'systmone', 'slow'],
  ['systmone', 'down', 'gp-connect', 'down'],
  ['systmone', 'garbage', 'pacs', 'garbage'],
  ['systmone', 'empty', 'gp-connect', 'error'],
  ['pacs', 'down', 'gp-connect', 'slow'],
  ['pacs', 'error', 'lims', 'down'],
  ['pacs', 'empty', 'ris', 'down'],
];

/** Past every cache, so that each system is really asked; all scenarios together stay within the feeds' silence. */
const PAST_CACHES_MS = 61_000;
/** Past the caches of what changes at the bedside. */
const PAST_BEDSIDE_MS = 16_000;

const breaking = async (
  faults: readonly (readonly [Kind, Fate])[],
  act: () => Promise<void>,
  { past = PAST_CACHES_MS, delayMs = 20_000 } = {},
): Promise<void> => {
  hospital.clock.advance(past);
  for (const [kind, fate] of faults) await hospital.setFault(kind, { kind: fate, delayMs });
  try {
    await act();
  } finally {
    for (const [kind] of faults) await hospital.setFault(kind, null);
  }
};

const recordsOf = (list: List, instance: string): string[] =>
  list.nodes.filter(({ source }) => instanceOf(source) === instance).map(({ id }) => id);

/** What must hold of a list however broken its sources are. */
const checkList = (field: string, now: List, then: List, fates: ReadonlyMap<string, Fate>, reply: Reply): void => {
  const failed = now.completeness.sources.filter(({ answer }) => answer === 'FAILED');
  for (const source of now.completeness.sources) {
    const fate = fates.get(source.system);
    const broken = fate !== undefined && ASKED.some((kind) => kind === source.system);
    expect([field, instanceOf(source), source.answer === 'FAILED']).toEqual([field, instanceOf(source), broken]);
    const records = recordsOf(now, instanceOf(source));
    expect([field, records]).toEqual([field, broken ? [] : recordsOf(then, instanceOf(source))]);
    if (!broken) continue;
    expect([field, source.code, source.retryable]).toEqual([field, CODE_OF[fate], true]);
    expect(reply.errors).toContainEqual(
      expect.objectContaining({
        path: ['patient', field],
        extensions: expect.objectContaining({
          ...{ code: CODE_OF[fate], system: source.system, organisation: source.organisation, retryable: true },
        }) as unknown,
      }),
    );
  }
  const answered = now.completeness.sources.length - failed.length;
  const status = failed.length === 0 ? then.completeness.status : answered === 0 ? 'UNKNOWN' : 'PARTIAL';
  expect([field, now.completeness.status]).toEqual([field, status]);
  const known = new Set(then.nodes.map(({ id }) => id));
  expect(now.nodes.filter(({ id }) => !known.has(id))).toEqual([]);
};

test.each(CASES)('%s %s and %s %s', async (one, itsFate, other, otherFate) => {
  const faults = [
    [one, itsFate],
    [other, otherFate],
  ] as const;
  await breaking(faults, async () => {
    const reply = await ask();
    expect(reply.status).toBe(200);
    const lists = listsOf(reply);
    expect([...lists.keys()]).toEqual([...healthy.keys()]);
    for (const [field, list] of lists) {
      const then = healthy.get(field);
      if (then) checkList(field, list, then, new Map<string, Fate>(faults), reply);
    }
    expect(JSON.stringify([reply.errors, reply.extensions])).not.toMatch(/TESTER|9990000018|S1234567|L200001/i);
  });
});

test('mended, everything is as it was', async () => {
  hospital.clock.advance(PAST_CACHES_MS);
  const reply = await ask();
  expect(reply.errors).toEqual([]);
  expect([...listsOf(reply)]).toEqual([...healthy]);
});

describe('one deadline for all of a request', () => {
  /** Time passes, as it does outside: only then can it run out. */
  const whileTimePasses = async (
    faults: readonly (readonly [Kind, Fate])[],
    act: () => Promise<void>,
    how: { readonly past?: number; readonly delayMs?: number } = {},
  ): Promise<void> =>
    breaking(
      faults,
      async () => {
        hospital.clock.run();
        try {
          await act();
        } finally {
          hospital.clock.stop();
        }
      },
      how,
    );
  const statuses = (reply: Reply): Record<string, string> =>
    Object.fromEntries([...listsOf(reply)].map(([field, { completeness }]) => [field, completeness.status]));

  test('a slow system at the start of a plan costs its own part, and leaves the rest the time to answer', async () => {
    // Demographics come first and SystmOne is asked for them; everything else of the record waits for that.
    await whileTimePasses([['systmone', 'slow']], async () => {
      const reply = await ask();
      const broken = ['allergies', 'medications', 'problems', 'preferences', 'careTeams', 'appointments', 'encounters'];
      for (const [field, status] of Object.entries(statuses(reply)))
        expect([field, status]).toEqual([field, broken.includes(field) ? 'PARTIAL' : 'COMPLETE']);
      expect(new Set(reply.errors.map(({ extensions }) => extensions['system']))).toEqual(new Set(['systmone']));
    });
  });

  test('a slow system behind a slow one is given up at the same end, and not after a time of its own', async () => {
    await whileTimePasses(
      [
        ['systmone', 'slow'],
        ['nervecentre', 'slow'],
      ],
      async () => {
        const reply = await ask();
        // Of three seconds SystmOne had its share, and what is left is too short for Nervecentre, whose answer would
        // come in time had it three seconds of its own.
        expect(statuses(reply)).toMatchObject({ flags: 'UNKNOWN', labReports: 'COMPLETE', imagingReports: 'COMPLETE' });
        expect(new Set(reply.errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['SOURCE_TIMEOUT']));
      },
      { past: PAST_BEDSIDE_MS, delayMs: 2_200 },
    );
  });

  test('a slow community trust does not cost the acute trust its beds', async () => {
    await whileTimePasses(
      [['systmone', 'slow']],
      async () => {
        const reply = await hospital.ask('clinician', '09-bed-state', variablesOf('09-bed-state'));
        expect(table(reply, 'bedState.nodes', 'ward.name', 'total', 'occupied', 'available')).toEqual([
          ['Ward 12', 10, 7, 1],
          ['Ward 15', 6, 4, 2],
        ]);
        expect(completeness(reply, 'bedState')).toMatchObject({
          status: 'PARTIAL',
          sources: { 'systmone@RT5': 'FAILED' },
        });
      },
      { past: PAST_BEDSIDE_MS },
    );
  });
});

test('a feed silent for longer than agreed still shows what it said, and says that it may be old', async () => {
  // Half past ten and a minute: past the silence of the PAS (15 minutes) and the laboratory (30), not of radiology (60).
  hospital.clock.advance(Date.parse('2026-11-20T10:31:00Z') - hospital.clock.millis());
  const reply = await ask();
  const lists = listsOf(reply);
  const sourceOf = (field: string) =>
    lists.get(field)?.completeness.sources.map((source) => [instanceOf(source), source.answer, source.code]);
  expect(lists.get('labReports')?.nodes).toEqual(healthy.get('labReports')?.nodes);
  expect(lists.get('labReports')?.completeness.status).toBe('PARTIAL');
  expect(sourceOf('labReports')).toEqual([['lims@RWE', 'FAILED', 'SOURCE_STALE']]);
  expect(lists.get('encounters')?.nodes).toEqual(healthy.get('encounters')?.nodes);
  expect(sourceOf('encounters')).toContainEqual(['pas@RWE', 'FAILED', 'SOURCE_STALE']);
  expect(lists.get('imagingReports')).toEqual(healthy.get('imagingReports'));
  const stale = reply.errors.find(({ path }) => path?.join('.') === 'patient.labReports');
  expect(stale?.extensions).toMatchObject({
    code: 'SOURCE_STALE',
    system: 'lims',
    organisation: 'RWE',
    retryable: true,
  });
});
