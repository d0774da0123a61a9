import { fixedClock } from '../../schema/clock';
import { createShadowRecord } from './shadow-record';
import { askOf, AT, CANDIDATE, CONTROL, personOf } from './shadow-under-test';

const clock = fixedClock(AT);

/** Two systems were asked of one person; `before` is waited for before a row is on record, and may refuse it. */
const recorded = async (before: () => Promise<void>) => {
  const rows: string[] = [];
  const record = createShadowRecord({
    askSystem: () => Promise.resolve({ answers: [], ms: 1 }),
    index: { bySubjects: () => Promise.resolve([]) },
    recorder: {
      answered: async ({ instances }) => {
        await before();
        rows.push(...instances);
      },
    },
    ...{ clock, deadlineMs: 1_000 },
  });
  const subjects = { of: 'people', capability: 'observations', people: [personOf(1)] } as const;
  for (const instance of [CONTROL, CANDIDATE]) await record.asking(instance, subjects, {}, askOf(clock));
  return { record, rows };
};

it('puts each read on record once, though it is asked to twice at a time', async () => {
  const { record, rows } = await recorded(() => Promise.resolve());
  await Promise.all([record.flush(), record.flush()]);
  expect(rows).toEqual([CONTROL, CANDIDATE]);
});

it('says that all is on record only once it is, though another has begun with it', async () => {
  let refuse = (): void => undefined;
  const waits = [new Promise<void>((_, reject) => (refuse = () => reject(new Error('the store was away'))))];
  const { record, rows } = await recorded(() => waits.shift() ?? Promise.resolve());
  const first = record.flush();
  const second = record.flush().then(() => [...rows]);
  setImmediate(refuse);
  await expect(first).rejects.toThrow('the store was away');
  expect((await second).sort()).toEqual([CONTROL, CANDIDATE].sort());
});
