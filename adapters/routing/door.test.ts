import { found } from '../../schema/answer';
import { systemError } from '../../schema/errors';
import type { OdsCode } from '../../schema/identifiers';
import { SourceFault } from '../contract';
import { ask, live, person, route, RT5, RWE, says, saysAbsent, system, told, underTest } from './door-under-test';
import type { Speak } from './door-under-test';

const NC = 'nervecentre@RWE';
const silent: Speak = () => new Promise(() => undefined);
const fault =
  (code: SourceFault['code'], retryAfterMs?: number): Speak =>
  () =>
    Promise.reject(new SourceFault(code, 'is unwell', retryAfterMs));
const one = async (speak: Speak, provision = {}, asking = ask(), guard = {}) => {
  const target = system('flags', speak, provision);
  const { door } = underTest([route('flags', NC)], { [NC]: target }, { guard });
  const [[answer] = []] = await told(door.forPeople('flags', [person('p1')], {}, asking));
  return { answer: answer?.answer, target, door };
};
const WHOLE = { key: 'f1', source: live(NC) };
/** A feed that has been silent since. */
const lastSaid =
  (value: unknown): Speak =>
  (ids) => {
    const error = systemError('SOURCE_STALE', NC, 'is silent');
    return Promise.resolve(ids.map(() => ({ kind: 'failed', error, stale: { value, source: live(NC) } })));
  };
const codeOf = (answer: unknown): unknown => (answer as { error?: { code: string } }).error?.code;

describe('who is asked', () => {
  it('turns to every organisation that may hold something, and to the registered practice', async () => {
    const routes = [
      route('allergies', NC),
      route('allergies', 'systmone@RT5', { organisation: RT5, role: 'community-record' }),
      route('allergies', 'gp-connect@*', { organisation: '*', role: 'gp-record' }),
    ];
    const gp = system('allergies', saysAbsent('gp-connect@C82999'), { asksAs: 'user', maxBatch: 1 });
    const { door } = underTest(routes, {
      [NC]: system('allergies', says(NC)),
      'systmone@RT5': system('allergies', says('systmone@RT5')),
      'gp-connect@C82999': gp,
    });
    const people = [
      person('p1'),
      person('p2', { generalPractice: 'C82001' as OdsCode }),
      { ...person('p3'), generalPractice: undefined } as unknown as ReturnType<typeof person>,
      person('p4', { generalPractice: 'V81999' as OdsCode }),
    ];
    const lists = await told(door.forPeople('allergies', people, {}, ask()));
    expect(
      lists.map((list) =>
        list.map(({ instance, answer, needed }) => [instance, codeOf(answer) ?? answer.kind, needed]),
      ),
    ).toEqual([
      [
        [NC, 'found', true],
        ['systmone@RT5', 'found', true],
        ['gp-connect@C82999', 'absent', true],
      ],
      [
        [NC, 'found', true],
        ['systmone@RT5', 'found', true],
        ['gp-connect@C82001', 'SOURCE_NOT_CONNECTED', true],
      ],
      [
        [NC, 'found', true],
        ['systmone@RT5', 'found', true],
        ['gp-connect@UNKNOWN', 'SOURCE_NOT_CONNECTED', true],
      ],
      [
        [NC, 'found', true],
        ['systmone@RT5', 'found', true],
        ['gp-connect@UNKNOWN', 'SOURCE_NOT_CONNECTED', true],
      ],
    ]);
    expect(gp.calls).toEqual([['p1']]);
  });

  it('says of a holder nobody is connected to whether it leaves a gap', async () => {
    const routes = [
      route('demographics', 'pds@SPINE', { organisation: 'SPINE' as OdsCode, role: 'national-record', needed: false }),
    ];
    const { door } = underTest(routes, {});
    const [[answer] = []] = await told(door.forPeople('demographics', [person('p1')], {}, ask()));
    expect(answer).toMatchObject({
      instance: 'pds@SPINE',
      needed: false,
      answer: { error: { code: 'SOURCE_NOT_CONNECTED' } },
    });
  });

  it('never leaves a person or a place without an answer, for lack of a route', async () => {
    const { door } = underTest([], {});
    const [byPerson] = await told(door.forPeople('flags', [person('p1')], {}, ask()));
    const [byPlace] = await door.forPlaces('wards', [{ organisation: RWE }], {}, ask());
    expect([byPerson, byPlace].map((list) => list?.map(({ answer }) => codeOf(answer)))).toEqual([
      ['SOURCE_NOT_CONNECTED'],
      ['SOURCE_NOT_CONNECTED'],
    ]);
  });

  it('splits to what one call can carry and keeps the order', async () => {
    const speak: Speak = (ids) => Promise.resolve(ids.map((id) => found([{ key: id, source: live(NC) }], live(NC))));
    const target = system('flags', speak, { maxBatch: 2 });
    const { door } = underTest([route('flags', NC)], { [NC]: target });
    const people = ['a', 'b', 'c', 'a', 'd'].map((id) => person(id));
    const lists = await told(door.forPeople('flags', people, {}, ask()));
    expect(
      lists.map(([first]) => (first?.answer.kind === 'found' ? first.answer.value.map(({ key }) => key) : null)),
    ).toEqual(['a', 'b', 'c', 'a', 'd'].map((id) => [id]));
    expect(target.calls.flat().sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(target.calls.every((call) => call.length <= 2)).toBe(true);
  });
});

describe('one failing system costs only its own answer', () => {
  const unfit: readonly (readonly [string, Speak, string])[] = [
    ['down', fault('SOURCE_UNAVAILABLE'), 'SOURCE_UNAVAILABLE'],
    ['refusing', fault('SOURCE_REFUSED'), 'SOURCE_REFUSED'],
    ['talking nonsense', fault('SOURCE_INVALID'), 'SOURCE_INVALID'],
    ['silent', silent, 'SOURCE_TIMEOUT'],
    ['answering for fewer than were asked about', () => Promise.resolve([]), 'SOURCE_INVALID'],
    ['answering with nulls', (ids) => Promise.resolve(ids.map(() => null as never)), 'SOURCE_INVALID'],
    ['telling null', says(NC, null), 'SOURCE_INVALID'],
    ['listing null', says(NC, [WHOLE, null]), 'SOURCE_INVALID'],
    ['listing what has no key', says(NC, [{ source: live(NC) }]), 'SOURCE_INVALID'],
    ['listing what nobody is the source of', says(NC, [{ key: 'f1' }]), 'SOURCE_INVALID'],
    ['speaking of nobody', says(NC, [{ ...WHOLE, subject: null }]), 'SOURCE_INVALID'],
    ['speaking of somebody without identifiers', says(NC, [{ ...WHOLE, subject: {} }]), 'SOURCE_INVALID'],
    ['identifying somebody by null', says(NC, [{ ...WHOLE, subject: { identifiers: [null] } }]), 'SOURCE_INVALID'],
    ['silent since it listed null', lastSaid([null]), 'SOURCE_INVALID'],
    ['silent since it listed a record', lastSaid([WHOLE]), 'SOURCE_STALE'],
    ['throwing what nobody expected', () => Promise.reject(new TypeError('p1 is 999')), 'SOURCE_INVALID'],
  ];
  it.each(unfit)('%s', async (_, speak, code) => {
    const routes = [
      route('flags', NC),
      route('flags', 'systmone@RT5', { organisation: RT5, role: 'community-record' }),
    ];
    const { door } = underTest(routes, {
      [NC]: system('flags', speak),
      'systmone@RT5': system('flags', says('systmone@RT5')),
    });
    const [list = []] = await told(door.forPeople('flags', [person('p1')], {}, ask({ withinMs: 60 })));
    expect(list.map(({ answer }) => codeOf(answer) ?? answer.kind)).toEqual([code, 'found']);
    expect(JSON.stringify(list)).not.toContain('p1 is 999');
  });

  const nonsense = [null, { ...WHOLE, subject: null }, { ...WHOLE, subject: {} }];
  it.each(nonsense)(
    'of a batch, nonsense about one is that one’s alone, and told to who mends it: %#',
    async (record) => {
      const unexpected: unknown[] = [];
      const speak: Speak = (ids) => Promise.resolve(ids.map((id) => found([id === 'p2' ? record : WHOLE], live(NC))));
      const metrics = { unexpected: (error: unknown) => void unexpected.push(error) };
      const { door } = underTest([route('flags', NC)], { [NC]: system('flags', speak) }, { metrics });
      const lists = await told(
        door.forPeople(
          'flags',
          ['p1', 'p2', 'p3'].map((id) => person(id)),
          {},
          ask(),
        ),
      );
      const codes = lists.map(([first]) => codeOf(first?.answer) ?? first?.answer.kind);
      expect([codes, unexpected.length]).toEqual([['found', 'SOURCE_INVALID', 'found'], 1]);
    },
  );

  it.each(nonsense)('in a list by place too: %#', async (record) => {
    const stay = { ...WHOLE, subject: { identifiers: [] }, identifier: { value: '1' }, previousPlaces: [] };
    const { door } = underTest([route('encounters', NC), route('encounters', 'pas@RWE')], {
      [NC]: system('encounters', says(NC, [record])),
      'pas@RWE': system('encounters', says('pas@RWE', [stay])),
    });
    const [list = []] = await door.forPlaces('encounters', [{ organisation: RWE, ward: 'W12' }], {}, ask());
    expect(list.map(({ answer }) => codeOf(answer) ?? (answer.kind === 'found' && answer.value.length))).toEqual([
      'SOURCE_INVALID',
      1,
    ]);
  });

  it('asks nobody once the request is out of time, whichever hop it reached', async () => {
    const { answer, target } = await one(says(NC), {}, ask({ withinMs: 0 }));
    expect(codeOf(answer)).toBe('SOURCE_TIMEOUT');
    expect(target.calls).toEqual([]);
  });

  it('tells the system to stop when the time is up', async () => {
    let stopped = (): void => undefined;
    const told = new Promise<void>((resolve) => (stopped = resolve));
    const speak: Speak = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          stopped();
          reject(new Error('aborted'));
        });
      });
    const { answer } = await one(speak, {}, ask({ withinMs: 40 }));
    expect(codeOf(answer)).toBe('SOURCE_TIMEOUT');
    await told;
  });
});

describe('the guard', () => {
  const failingFirst = (code: SourceFault['code'], retryAfterMs?: number): Speak => {
    let asked = 0;
    return (ids, asking, selection) => {
      asked += 1;
      return asked === 1 ? fault(code, retryAfterMs)(ids, asking, selection) : says(NC)(ids, asking, selection);
    };
  };

  it('asks again after a fault that may pass', async () => {
    const { answer, target } = await one(failingFirst('SOURCE_UNAVAILABLE'));
    expect([answer?.kind, target.calls.length]).toEqual(['found', 2]);
  });

  it('does not ask again after a refusal', async () => {
    const { answer, target } = await one(failingFirst('SOURCE_REFUSED'));
    expect([codeOf(answer), target.calls.length]).toEqual(['SOURCE_REFUSED', 1]);
  });

  it('passes on a Retry-After that does not fit into the time left, and does not ask again', async () => {
    const { answer, target } = await one(failingFirst('SOURCE_UNAVAILABLE', 30_000));
    expect(answer).toMatchObject({ kind: 'failed', error: { retryable: true, retryAfterMs: 30_000 } });
    expect(target.calls).toHaveLength(1);
  });

  it('stops asking a system that keeps failing, says so, and tries again later', async () => {
    let well = false;
    const speak: Speak = (...of) => (well ? says(NC)(...of) : fault('SOURCE_UNAVAILABLE')(...of));
    const target = system('flags', speak);
    const states: string[] = [];
    const { door } = underTest(
      [route('flags', NC)],
      { [NC]: target },
      {
        guard: { breakAfter: 3, retries: 0, halfOpenAfterMs: 250 },
        metrics: { breaker: ({ state }) => states.push(state) },
      },
    );
    const read = async () => (await told(door.forPeople('flags', [person('p1')], {}, ask())))[0]?.[0]?.answer;
    for (let n = 0; n < 3; n += 1) await read();
    const refused = await read();
    expect(target.calls).toHaveLength(3);
    expect(refused).toMatchObject({
      error: {
        code: 'SOURCE_UNAVAILABLE',
        message: `${NC} was not asked for flags: 3 asks in a row had failed, so its circuit breaker is open; until it answers it is tried every 0.25 s`,
      },
    });
    well = true;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await read())?.kind).toBe('found');
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  it('does not hold refusals, or askers without time or patience, against a system', async () => {
    const target = system(
      'flags',
      (ids, asking, selection) =>
        asking.operation === 'Refused'
          ? fault('SOURCE_REFUSED')(ids, asking, selection)
          : asking.operation === 'Silent'
            ? silent(ids, asking, selection)
            : says(NC)(ids, asking, selection),
      { asksAs: 'user' },
    );
    const { door } = underTest([route('flags', NC)], { [NC]: target }, { guard: { breakAfter: 2, fairMs: 500 } });
    const read = async (more: Parameters<typeof ask>[0]) =>
      (await told(door.forPeople('flags', [person('p1')], {}, ask(more))))[0]?.[0]?.answer;
    for (let n = 0; n < 3; n += 1) {
      await read({ operation: 'Refused' });
      await read({ operation: 'Silent', withinMs: 20 });
      await read({ operation: 'Silent', signal: AbortSignal.timeout(10) });
    }
    expect((await read({}))?.kind).toBe('found');
  });
});
