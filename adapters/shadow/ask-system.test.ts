import type { Ask } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { Connected } from '../routing';
import { createAskSystem } from './ask-system';
import type { Subjects } from './asked';
import { answerOf, AT, CANDIDATE, personOf, ROUTE_ID } from './shadow-under-test';
import { systemAsk } from './system-ask';

/** A candidate that tells everybody's pulse, once `first` is done. */
const systemThat = (first: (ask: Ask) => Promise<void>): Connected =>
  ({
    kind: {
      ...{ kind: 'systmone', name: CANDIDATE },
      provides: { observations: { from: 'live', maxBatch: 50, asksAs: 'system', ttlMs: 0 } },
    },
    connection: {
      sources: {
        people: {
          observations: async (people: readonly unknown[], _: unknown, ask: Ask) => {
            await first(ask);
            return people.map(() => answerOf(CANDIDATE, '70'));
          },
        },
        places: {},
      },
    },
  }) as unknown as Connected;

test('a probe waits neither for live comparisons nor for a rehearsal that a slow candidate holds up', async () => {
  const clock = fixedClock(AT);
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const connected = systemThat(async ({ operation }) => {
    if (operation !== 'Probe') await held;
  });
  const askSystem = createAskSystem({ connections: new Map([[CANDIDATE, connected]]), clock, deadlineMs: 10_000 });
  const subjects: Subjects = { of: 'people', capability: 'observations', people: [personOf(1)] };
  const own = (operation: string): Ask => systemAsk(operation, ROUTE_ID, clock, 10_000);
  const live: Ask = { ...own('Vitals'), viewer: { ...own('Vitals').viewer, userId: 'n1', role: 'nurse' } };
  const waiting = [...Array<Ask>(6).fill(live), ...Array<Ask>(6).fill(own('Rehearsal'))].map((ask) =>
    askSystem(CANDIDATE, subjects, {}, ask),
  );
  const probed = await askSystem(CANDIDATE, subjects, {}, own('Probe'));
  expect(probed.answers.map(({ kind }) => kind)).toEqual(['found']);
  answer();
  const all = await Promise.all(waiting);
  expect(new Set(all.flatMap(({ answers }) => answers.map(({ kind }) => kind)))).toEqual(new Set(['found']));
});

test('when the live answer gave its systems up is not when they are given up here', async () => {
  const clock = fixedClock(AT);
  const connected = systemThat(() => Promise.resolve());
  const askSystem = createAskSystem({ connections: new Map([[CANDIDATE, connected]]), clock, deadlineMs: 10_000 });
  const subjects: Subjects = { of: 'people', capability: 'observations', people: [personOf(1)] };
  const late: Ask = { ...systemAsk('Vitals', ROUTE_ID, clock, 10_000), giveUpAt: clock.millis() - 1_000 };
  const { answers } = await askSystem(CANDIDATE, subjects, {}, late);
  expect(answers.map(({ kind }) => kind)).toEqual(['found']);
});
