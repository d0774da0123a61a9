import { completeness, table } from '../answers';
import { openHospital, variablesOf, type Hospital, type Reply } from '../hospital';
import { remoteSubgraphNames } from '../remote-subgraphs';
import { EVERY_PAIR, type Fate, type Kind } from './pairs';
import { checkRecord } from './what-holds';
import { instanceOf, listsOf, WHOLE_RECORD, type List } from './whole-record';

/**
 * With any one or two systems down, slow, empty or talking nonsense no request fails as a whole: what is healthy is the
 * same as ever, and what could not be asked is said (design, section 3; graph conventions, 8 and 9).
 */
let hospital: Hospital;
let undisturbed: Reply;
let healthy: ReadonlyMap<string, List>;
/** How long systems that never answer are waited for: many times what the healthy ones need here. */
let patienceMs: number;
const MAVIS = { n: '9990000018' };
const ask = (): Promise<Reply> => hospital.ask('clinician', WHOLE_RECORD, MAVIS);

beforeAll(async () => {
  hospital = await openHospital();
  undisturbed = await ask();
  expect(undisturbed.errors).toEqual([]);
  healthy = listsOf(undisturbed);
  const took: number[] = [];
  for (let times = 0; times < 3; times += 1) {
    await forgetAnswers();
    const began = performance.now();
    await ask();
    took.push(performance.now() - began);
  }
  patienceMs = Math.round(Math.min(2_000, Math.max(600, 12 * Math.min(...took))));
}, 180_000);
afterAll(() => hospital.close());

/** No answer kept about anybody is used again, as when something happened to them: each system is really asked. */
const forgetAnswers = async (): Promise<void> => {
  const { db } = hospital.adapters.store;
  await db
    .updateTable('person')
    .set(({ eb }) => ({ epoch: eb('epoch', '+', 1) }))
    .execute();
};

const breaking = async (
  faults: readonly (readonly [Kind, Fate])[],
  act: () => Promise<void>,
  delayMs = 20_000,
): Promise<void> => {
  await forgetAnswers();
  for (const [kind, fate] of faults) await hospital.setFault(kind, { kind: fate, delayMs });
  try {
    await act();
  } finally {
    for (const [kind] of faults) await hospital.setFault(kind, null);
  }
};

/** Time passes, as it does outside: only then can it run out. */
const whileTimePasses = async (act: () => Promise<void>): Promise<void> => {
  hospital.clock.run();
  try {
    await act();
  } finally {
    hospital.clock.stop();
  }
};

const impatiently = async (act: () => Promise<void>): Promise<void> => {
  hospital.giveUpAfter(patienceMs);
  try {
    await whileTimePasses(act);
  } finally {
    hospital.giveUpAfter(null);
  }
};

/** The gate asks this scenario twice, over HTTP and in process: there each pair is tried in one of the two. */
const overHttp = remoteSubgraphNames().length > 0;
const pairs = EVERY_PAIR.filter((_, at) => process.env['CI'] === undefined || (at % 6 === 0) === overHttp);

test.each(pairs)('%s %s and %s %s', async (one, itsFate, other, otherFate) => {
  const faults = [
    [one, itsFate],
    [other, otherFate],
  ] as const;
  const look = async (): Promise<void> => checkRecord(await ask(), undisturbed, new Map(faults));
  await breaking(faults, () => (faults.some(([, fate]) => fate === 'slow') ? impatiently(look) : look()));
});

test('mended, everything is as it was', async () => {
  await forgetAnswers();
  const reply = await ask();
  expect(reply.errors).toEqual([]);
  expect(reply.data).toEqual(undisturbed.data);
});

describe('one deadline for all of a request', () => {
  const withSlow = (kinds: readonly Kind[], act: () => Promise<void>, delayMs?: number): Promise<void> =>
    breaking(
      kinds.map((kind) => [kind, 'slow']),
      () => whileTimePasses(act),
      delayMs,
    );
  const statuses = (reply: Reply): Record<string, string> =>
    Object.fromEntries([...listsOf(reply)].map(([field, { completeness }]) => [field, completeness.status]));

  test('a slow system at the start of a plan costs its own part, and leaves the rest the time to answer', async () => {
    // Demographics come first and SystmOne is asked for them; everything else of the record waits for that.
    await withSlow(['systmone'], async () => {
      const reply = await ask();
      const broken = ['allergies', 'medications', 'problems', 'preferences', 'careTeams', 'appointments', 'encounters'];
      for (const [field, status] of Object.entries(statuses(reply)))
        expect([field, status]).toEqual([field, broken.includes(field) ? 'PARTIAL' : 'COMPLETE']);
      expect(new Set(reply.errors.map(({ extensions }) => extensions['system']))).toEqual(new Set(['systmone']));
    });
  });

  test('a slow system behind a slow one is given up at the same end, and not after a time of its own', async () => {
    await withSlow(
      ['systmone', 'nervecentre'],
      async () => {
        const reply = await ask();
        // Of three seconds SystmOne had its share, and what is left is too short for Nervecentre, whose answer would
        // come in time had it three seconds of its own.
        expect(statuses(reply)).toMatchObject({ flags: 'UNKNOWN', labReports: 'COMPLETE', imagingReports: 'COMPLETE' });
        expect(new Set(reply.errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['SOURCE_TIMEOUT']));
      },
      2_200,
    );
  });

  test('a slow community trust does not cost the acute trust its beds', async () => {
    await withSlow(['systmone'], async () => {
      const reply = await hospital.ask('clinician', '09-bed-state', variablesOf('09-bed-state'));
      expect(table(reply, 'bedState.nodes', 'ward.name', 'total', 'occupied', 'available')).toEqual([
        ['Ward 12', 10, 7, 1],
        ['Ward 15', 6, 4, 2],
      ]);
      expect(completeness(reply, 'bedState')).toMatchObject({
        status: 'PARTIAL',
        sources: { 'systmone@RT5': 'FAILED' },
      });
    });
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
