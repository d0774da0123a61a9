import type { Answer } from '../../schema/answer';
import type { Capability, Selection } from '../../schema/capabilities';
import type { Connection, Provision } from '../../adapters/contract';
import { fixedClock, now } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import { DAY, plus } from '../../schema/time';
import { askAt, askingsOf, everyone, recordsIn, type Asking } from './asking';
import { castOf, placesOf, type Cast } from './cast';
import { filledPaths } from './filled';
import { knownRecords } from './known-records';
import { EVERY_KIND, instancesOf, provisionsOf } from './kinds';
import { readModels, replay, unsettled } from './replay';
import { startRunning, type Running } from './running';
import { repeatedIn, unsoundness } from './soundness';
import { ALL_TIME, isWindowed, OF_ANOTHER_DAY, READS_ALL, selectedWrongly, windowsBetween } from './windowed';
import { patientValuesIn } from './words';

const spread = (answers: readonly Answer<unknown>[]) =>
  answers.map((answer) => recordsIn(answer).map(({ key }) => key));

/** A year of messages through real sockets and a real database, twice: a busy machine takes its time. */
const FEEDS_LIMIT_MS = 180_000;

/** Without the moments of reading, which differ. */
const comparable = (value: unknown): object =>
  JSON.parse(JSON.stringify(value), (key, each: unknown) => (key === 'retrievedAt' ? undefined : each)) as object;

describe.each(EVERY_KIND)('%s', (_name, registered) => {
  let running: Running;
  let cast: Cast;
  let connections: ReturnType<Running['connect']>;
  beforeAll(async () => {
    running = await startRunning(registered, { hears: true });
    cast = castOf(running.hospital, await knownRecords(running));
    connections = running.connect();
  }, FEEDS_LIMIT_MS);
  afterAll(() => running.close());

  const subjectsOf = (instance: InstanceName) => ({
    people: cast.people,
    places: placesOf(running.hospital, instance),
  });
  const connectionOf = (instance: InstanceName): Connection => connections.get(instance)?.connection as Connection;
  const askings = (instance: InstanceName, capability: Capability, provision: Provision): readonly Asking[] =>
    askingsOf(connectionOf(instance), capability, provision, subjectsOf(instance), instance);
  const answersOf = (
    each: Asking,
    whom = everyone(each),
    selection: Selection = {},
  ): Promise<readonly Answer<unknown>[]> => each.answers(whom, askAt(running.clock), running.words, selection);

  describe.each(instancesOf(registered))('%s', (instance) => {
    describe.each(provisionsOf(registered))('%s', (capability, provision) => {
      test('as many answers as were asked for, each whole and stamped; no record under two people', async () => {
        for (const each of askings(instance, capability, provision)) {
          const simulator = running.simulators.get(instance);
          const asksBefore = simulator?.asks().length;
          const answers = await answersOf(each);
          const wasAsked = simulator?.asks().length !== asksBefore;
          const circumstances = { instance, capability, from: provision.from, wasAsked };
          expect(answers).toHaveLength(each.size);
          expect(answers.flatMap((answer) => unsoundness(answer, circumstances))).toEqual([]);
          // The last place is the organisation itself: what it holds is what its wards hold.
          const apart = spread(each.side === 'places' ? answers.slice(0, -1) : answers).flat();
          expect([...repeatedIn(apart)]).toEqual([]);
        }
      });

      test('asked again, in another order, alone: the same answers', async () => {
        for (const each of askings(instance, capability, provision)) {
          const whom = everyone(each);
          const answers = await answersOf(each);
          expect([...(await answersOf(each, [...whom].reverse()))].reverse()).toEqual(answers);
          const few = whom.filter((at) => at % 17 === 0 || at >= each.size - 2);
          for (const at of few) expect(await answersOf(each, [at])).toEqual([answers[at]]);
          expect(await answersOf(each, [])).toEqual([]);
        }
      });

      test('says nothing of a stranger, nor of anyone by a number that nobody traced', async () => {
        const whole = askings(instance, capability, provision);
        const untraced = { people: cast.unverified, places: [] };
        const bare = askingsOf(connectionOf(instance), capability, provision, untraced, instance);
        const unknown = [
          ...(await Promise.all(whole.map((each) => answersOf(each, [each.size - 2])))),
          ...(await Promise.all(
            whole.filter(({ side }) => side === 'people').map((each) => answersOf(each, [each.size - 1])),
          )),
          ...(await Promise.all(bare.map((each) => answersOf(each)))),
        ].flat();
        expect(spread(unknown).flat()).toEqual([]);
      });
    });

    test.each(provisionsOf(registered).filter(([capability]) => isWindowed(capability)))(
      'a window of %s loses nothing that is in it, and leaves out other days; the newest is the newest of it',
      async (capability, provision) => {
        const readsAll = READS_ALL[`${registered.kind.kind} ${capability}`] !== undefined;
        for (const each of askings(instance, capability, provision)) {
          const known = await answersOf(each, everyone(each), { window: ALL_TIME });
          for (const window of windowsBetween(capability, known)) {
            for (const selection of [{ window }, { window: { ...window, from: ALL_TIME.from }, latest: 1 }]) {
              const answers = await answersOf(each, everyone(each), selection);
              const wrong = answers.flatMap((answer, at) => selectedWrongly(capability, selection, known[at], answer));
              const told = wrong.filter((words) => !readsAll || words !== OF_ANOTHER_DAY);
              expect([selection, new Set(told)]).toEqual([selection, new Set()]);
            }
          }
        }
      },
    );

    test('what it heard grows stale in silence: shown as old, never as current', async () => {
      const later = fixedClock(plus(now(running.clock), DAY));
      const connection = running.connect({ clock: later }).get(instance)?.connection as Connection;
      for (const [capability, provision] of provisionsOf(registered)) {
        if (provision.from === 'live') continue;
        for (const each of askings(instance, capability, provision)) {
          const late = askingsOf(connection, capability, provision, subjectsOf(instance), instance);
          const same = late.find(({ side }) => side === each.side);
          const answers = (await same?.answers(everyone(each), askAt(later), running.words)) ?? [];
          for (const [at, answer] of (await answersOf(each)).entries()) {
            if (answer.kind !== 'found' || answer.source.freshness !== 'PROJECTED') continue;
            // Of someone the feed never told of, the system itself may be asked instead.
            const silent = {
              kind: 'failed',
              error: { code: 'SOURCE_STALE', instance },
              stale: { value: answer.value },
            };
            if (recordsIn(answer).length > 0) expect(comparable(answers[at])).toMatchObject(comparable(silent));
          }
        }
      }
    });
  });

  test('declares every capability that it provides; fills what it declares, and nothing else', async () => {
    const provided = provisionsOf(registered).map(([capability]) => capability);
    expect(Object.keys(registered.kind.coverage ?? {}).sort()).toEqual([...provided].sort());
    for (const [capability, provision] of provisionsOf(registered)) {
      const declared = registered.kind.coverage?.[capability] ?? {};
      const asked = instancesOf(registered).flatMap((instance) => askings(instance, capability, provision));
      const answers = (await Promise.all(asked.map((each) => answersOf(each)))).flat();
      const filled = filledPaths(capability, answers.flatMap(recordsIn));
      expect({ capability, filled }).toEqual({ capability, filled: Object.keys(declared).sort() });
    }
  });

  test.each(provisionsOf(registered))('somebody is told of %s, from each side', async (capability, provision) => {
    const kinds = await Promise.all(
      instancesOf(registered).flatMap((instance) =>
        askings(instance, capability, provision).map(
          async (each) => [each.side, (await answersOf(each)).some(({ kind }) => kind === 'found')] as const,
        ),
      ),
    );
    const sides = new Set(kinds.map(([side]) => side));
    expect([...sides].filter((side) => !kinds.some(([one, found]) => one === side && found))).toEqual([]);
  });

  test(
    'everything its feeds said was taken, translated and folded; told again, it is the same',
    async () => {
      expect(await unsettled(running)).toEqual([]);
      const before = await readModels(running.store);
      expect(before.size > 0).toBe(running.feeds.length > 0);
      for (const from of ['again', 'nothing'] as const) {
        await replay(running, registered, from);
        const after = await readModels(running.store);
        expect([...after.keys()]).toEqual([...before.keys()]);
        expect([...after].filter(([key, row]) => before.get(key) !== row).map(([key]) => key)).toEqual([]);
      }
    },
    FEEDS_LIMIT_MS,
  );

  test('no word of it names a patient', () => {
    const valuesIn = patientValuesIn(running.hospital);
    expect(running.words.said().filter((line) => valuesIn(line).length > 0)).toEqual([]);
  });
});
