import { failed, found } from '../../schema/answer';
import { systemError } from '../../schema/errors';
import { ask, clock, live, person, route, says, system, told, type Speak, underTest, viewer } from './door-under-test';

const NC = 'nervecentre@RWE';
const silent: Speak = () => new Promise(() => undefined);
const codeOf = (answer: unknown): unknown => (answer as { error?: { code: string } }).error?.code;

describe('what is asked once', () => {
  const cached = { ttlMs: 60_000 };
  const reading = (speak: Speak, provision: object) => {
    const target = system('flags', speak, provision);
    const { door } = underTest([route('flags', NC)], { [NC]: target });
    const read = async (who = person('p1'), selection = {}, asking = ask()) =>
      (await told(door.forPeople('flags', [who], selection, asking)))[0]?.[0]?.answer;
    return { target, read };
  };
  const record = { key: 'RWE|1', source: live(NC) };

  it('answers from the cache and says so, on the answer and on its records', async () => {
    const { target, read } = reading(says(NC, [record]), cached);
    await read();
    expect(await read()).toMatchObject({
      source: { freshness: 'CACHED' },
      value: [{ source: { freshness: 'CACHED' } }],
    });
    expect(target.calls).toHaveLength(1);
  });

  it('asks again for another selection, another epoch of the person, and when the answer is too old', async () => {
    const { target, read } = reading(says(NC), cached);
    await read();
    await read(person('p1'), { keys: ['RWE|1'] });
    await read(person('p1', { epoch: 2 }));
    expect(target.calls).toHaveLength(3);
    clock.advance(60_000);
    await read();
    expect(target.calls).toHaveLength(4);
  });

  it.each([
    ['a failure', (ids: readonly string[]) => ids.map(() => failed(systemError('SOURCE_TIMEOUT', NC, 'late')))],
    ['an incomplete answer', (ids: readonly string[]) => ids.map(() => found([], live(NC), { complete: false }))],
    [
      'what was heard on a feed',
      (ids: readonly string[]) => ids.map(() => found([], { ...live(NC), freshness: 'PROJECTED' as const })),
    ],
  ])('never keeps %s', async (_, answers) => {
    const { target, read } = reading((ids) => Promise.resolve(answers(ids)), cached);
    await read();
    await read();
    expect(target.calls).toHaveLength(2);
  });

  it("never keeps what was asked in a user's name, nor joins two such asks", async () => {
    const { target, read } = reading(says(NC), { ...cached, asksAs: 'user' });
    await Promise.all([read(), read(person('p1'), {}, ask({ viewer: viewer('nurse', { userId: '555000000020' }) }))]);
    await read();
    expect(target.calls).toHaveLength(3);
  });

  it('joins two identical asks under way where the system itself is the asker', async () => {
    const { target, read } = reading(says(NC), {});
    const answers = await Promise.all([read(), read()]);
    expect(answers.map((answer) => answer?.kind)).toEqual(['found', 'found']);
    expect(target.calls).toHaveLength(1);
  });

  it("does not let one asker's short time, or departure, fail another who joined", async () => {
    let asked = 0;
    const { read } = reading((ids, asking, selection) => {
      asked += 1;
      return asked === 1 ? silent(ids, asking, selection) : says(NC)(ids, asking, selection);
    }, {});
    const [hurried, patient] = await Promise.all([
      read(person('p1'), {}, ask({ withinMs: 40, signal: AbortSignal.timeout(20) })),
      read(person('p1'), {}, ask({ withinMs: 2_000 })),
    ]);
    expect([codeOf(hurried), patient?.kind]).toEqual(['SOURCE_TIMEOUT', 'found']);
  });
});
