import type { Answer } from '../../schema/answer';
import type { Capability } from '../../schema/capabilities';
import type { Connection, Provision } from '../../adapters/contract';
import { fixedClock, now } from '../../schema/clock';
import type { InstanceName } from '../../schema/identifiers';
import { DAY, parseInstant, plus } from '../../schema/time';
import { askAt, askingsOf, everyone, recordsIn, type Asking } from './asking';
import { castOf, placesOf, type Cast } from './cast';
import { knownRecords } from './known-records';
import { EVERY_KIND, instancesOf, provisionsOf } from './kinds';
import { readModels, replay, unsettled } from './replay';
import { startRunning, type Running } from './running';
import { patientValuesIn } from './words';

const spread = (answers: readonly Answer<unknown>[]) =>
  answers.map((answer) => recordsIn(answer).map(({ key }) => key));

/** Without the moments of reading, which differ. */
const comparable = (value: unknown): object =>
  JSON.parse(JSON.stringify(value), (key, each: unknown) => (key === 'retrievedAt' ? undefined : each)) as object;

describe.each(EVERY_KIND)('%s', (_name, registered) => {
  let running: Running;
  let cast: Cast;
  let connections: ReturnType<Running['connect']>;
  beforeAll(async () => {
    running = await startRunning(registered);
    cast = castOf(running.hospital, await knownRecords(running));
    connections = running.connect();
  });
  afterAll(() => running.close());

  const subjectsOf = (instance: InstanceName) => ({
    people: cast.people,
    places: placesOf(running.hospital, instance),
  });
  const askings = (instance: InstanceName, capability: Capability, provision: Provision): readonly Asking[] => {
    const connection = connections.get(instance)?.connection as Connection;
    return askingsOf(connection, capability, provision, subjectsOf(instance));
  };
  const answersOf = async (each: Asking, whom = everyone(each)): Promise<readonly Answer<unknown>[]> => {
    const answers = await each.ask(whom, askAt(running.clock));
    running.words.answers(answers);
    return answers;
  };

  describe.each(instancesOf(registered))('%s', (instance) => {
    describe.each(provisionsOf(registered))('%s', (capability, provision) => {
      test('as many answers as were asked for, each whole, stamped and of its own person', async () => {
        for (const each of askings(instance, capability, provision)) {
          const asksBefore = running.simulators.get(instance)?.asks().length ?? 0;
          const answers = await answersOf(each);
          const askedLive = (running.simulators.get(instance)?.asks().length ?? 0) > asksBefore;
          expect(answers).toHaveLength(each.size);
          for (const answer of answers) {
            expect(['found', 'absent', 'failed']).toContain(answer.kind);
            if (answer.kind === 'failed') {
              expect(answer.error.instance).toBe(instance);
              continue;
            }
            // Only one record can be absent; a list is found, with [] where there is none.
            expect([answer.kind, Array.isArray(answer.kind === 'found' ? answer.value : null)]).toEqual(
              capability === 'demographics' ? [answer.kind, false] : ['found', true],
            );
            const { source } = answer;
            expect(source.instance).toBe(instance);
            // A kind that is heard may ask as well, for someone it never heard of; then it did ask.
            const fresh =
              provision.from === 'live' || (source.freshness === 'LIVE' && askedLive) ? 'LIVE' : 'PROJECTED';
            expect(source.freshness).toBe(fresh);
            const records = recordsIn(answer);
            for (const record of records) {
              expect(record.key).toMatch(/\S/);
              expect(record.source).toMatchObject({ instance, freshness: fresh });
              expect(parseInstant(record.source.asOf)).toBe(record.source.asOf);
            }
            expect(new Set(records.map(({ key }) => key)).size).toBe(records.length);
          }
        }
      });

      test('no record stands under two people, and no order or company changes an answer', async () => {
        for (const each of askings(instance, capability, provision)) {
          const whom = everyone(each);
          const answers = await answersOf(each);
          // The last place is the organisation itself: what it holds is what its wards hold.
          const apart = spread(each.side === 'places' ? answers.slice(0, -1) : answers).flat();
          expect(apart.filter((key, at) => apart.indexOf(key) !== at)).toEqual([]);
          expect(await answersOf(each)).toEqual(answers);
          expect([...(await answersOf(each, [...whom].reverse()))].reverse()).toEqual(answers);
          const few = whom.filter((at) => at % 7 === 0 || at >= each.size - 2);
          for (const at of few) expect(await answersOf(each, [at])).toEqual([answers[at]]);
          expect(await answersOf(each, [])).toEqual([]);
        }
      });

      test('says nothing of a stranger, nor of anyone by a number that nobody traced', async () => {
        const connection = connections.get(instance)?.connection as Connection;
        const whole = askingsOf(connection, capability, provision, subjectsOf(instance));
        const bare = askingsOf(connection, capability, provision, { people: cast.unverified, places: [] });
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

    test('what it heard grows stale in silence: shown as old, never as current', async () => {
      const later = fixedClock(plus(now(running.clock), DAY));
      const connection = running.connect({ clock: later }).get(instance)?.connection as Connection;
      for (const [capability, provision] of provisionsOf(registered)) {
        if (provision.from === 'live') continue;
        for (const each of askings(instance, capability, provision)) {
          const late = askingsOf(connection, capability, provision, subjectsOf(instance)).find(
            ({ side }) => side === each.side,
          );
          const answers = (await late?.ask(everyone(each), askAt(later))) ?? [];
          running.words.answers(answers);
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

  test.each(provisionsOf(registered))('the hospital has something to say of %s', async (capability, provision) => {
    const said = await Promise.all(
      instancesOf(registered).map(async (instance) => {
        const all = await Promise.all(askings(instance, capability, provision).map((each) => answersOf(each)));
        return all.every((answers) => spread(answers).flat().length > 0);
      }),
    );
    expect(said).toContain(true);
  });

  test('everything its feeds said was taken, translated and folded; told again, it is the same', async () => {
    expect(await unsettled(running)).toEqual([]);
    const before = await readModels(running.store);
    expect(before.size > 0).toBe(running.feeds.length > 0);
    for (const from of ['again', 'nothing'] as const) {
      await replay(running, registered, from);
      const after = await readModels(running.store);
      expect([...after.keys()]).toEqual([...before.keys()]);
      expect([...after].filter(([key, row]) => before.get(key) !== row).map(([key]) => key)).toEqual([]);
    }
  });

  test('no word of it names a patient', () => {
    const valuesIn = patientValuesIn(running.hospital);
    expect(running.words.said().filter((line) => valuesIn(line).length > 0)).toEqual([]);
  });
});
