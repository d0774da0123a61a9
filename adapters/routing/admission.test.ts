import type { RelationshipBasis } from '../../schema/access';
import { GraphRefusal } from '../../schema/errors';
import type { PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Relationships } from '../relationships';
import { ask, clock, live, person, route, RT5, RWE, says, system, told, underTest, viewer } from './door-under-test';

const GRANT = { id: 'bg_1', until: '2026-11-20T11:00:00.000Z' as Instant, reason: 'EMERGENCY' } as const;

/** Those named stand as they are said to; everybody else is a stranger. */
const related = (
  to: Readonly<Record<string, readonly RelationshipBasis[]>>,
  more: { readonly stale?: boolean } = {},
): Relationships & { readonly asked: (readonly string[])[] } => {
  const asked: (readonly string[])[] = [];
  return {
    asked,
    of: (_, people) => {
      asked.push(people.map(({ id }) => id));
      return Promise.resolve(
        people.map(({ id }) => ({
          bases: new Set(to[id] ?? []),
          grant: to[id]?.includes('self-claimed') ? { ...GRANT, patient: id } : null,
        })),
      );
    },
    proxiesOf: () => Promise.resolve([]),
    isStale: () => Promise.resolve(more.stale === true),
  };
};

const three = ['mine', 'stranger', 'opened'].map((id) => person(id));
const standing = { mine: ['ward'], opened: ['self-claimed'] } as const;
const flagsOf = (relationships: Relationships) => {
  const nervecentre = system('flags', says('nervecentre@RWE'));
  const { door, audited } = underTest(
    [route('flags', 'nervecentre@RWE')],
    { 'nervecentre@RWE': nervecentre },
    { relationships },
  );
  return { door, audited, calls: nervecentre.calls };
};

test('a stranger is refused alone, on record, and no system is asked about them', async () => {
  const { door, audited, calls } = flagsOf(related(standing));
  const [mine, stranger, opened] = await door.forPeople('flags', three, {}, ask());
  expect([mine, opened]).toEqual([expect.any(Array), expect.any(Array)]);
  expect(stranger).toBeInstanceOf(GraphRefusal);
  expect(stranger).toMatchObject({ code: 'FORBIDDEN', details: { reason: 'NO_RELATIONSHIP', breakGlass: true } });
  expect(calls).toEqual([['mine', 'opened']]);
  expect(audited.map(({ outcome, persons }) => [outcome, persons])).toEqual([
    ['refused', ['stranger']],
    ['answered', ['mine']],
    ['answered', ['opened']],
  ]);
});

test('what stands on a grant is on record as break-glass with its id, and says so in the answer', async () => {
  const { door, audited } = flagsOf(related(standing));
  const [mine, , opened] = await door.forPeople('flags', three, {}, ask());
  const grants = [mine, opened].map((list) => (list instanceof Error ? null : list?.[0]?.breakGlass));
  expect(grants).toEqual([undefined, { ...GRANT, patient: 'opened' }]);
  expect(audited.slice(1).map((row) => [row.ask.purpose, row.note, row.seen?.length])).toEqual([
    ['TREAT', undefined, 1],
    ['BTG', 'break-glass bg_1', 1],
  ]);
});

test.each([
  ['clinician', { breakGlass: true, relationshipsStale: true }, /not been heard of late.*opened with a reason/],
  ['radiographer', { breakGlass: false }, /No relationship/],
] as const)(
  'where relationships are read from is silent, a %s is told what they can do',
  async (role, details, says_) => {
    const allergies = system('allergies', says('nervecentre@RWE'));
    const { door } = underTest(
      [route('allergies', 'nervecentre@RWE')],
      { 'nervecentre@RWE': allergies },
      { relationships: related({}, { stale: true }) },
    );
    const [refusal] = await door.forPeople('allergies', [person('p1')], {}, ask({ viewer: viewer(role) }));
    expect((refusal as GraphRefusal).details).toEqual({ reason: 'NO_RELATIONSHIP', ...details });
    expect((refusal as GraphRefusal).message).toMatch(says_);
  },
);

test('one request looks each person up once, whatever is read of them', async () => {
  const relationships = related(standing);
  const { door } = flagsOf(relationships);
  const asking = ask();
  await door.forPeople('flags', three, {}, asking);
  await door.forPeople('flags', three, { latest: 1 }, asking);
  expect(relationships.asked).toEqual([['mine', 'stranger', 'opened']]);
});

test('who somebody is may be read of anybody, so that a patient can be registered', async () => {
  const who = { key: 'RWE|S1', source: live('pas@RWE'), telecom: [], nextOfKin: [] };
  const pas = system('demographics', says('pas@RWE', who));
  const { door } = underTest([route('demographics', 'pas@RWE')], { 'pas@RWE': pas }, { relationships: related({}) });
  expect(await told(door.forPeople('demographics', [person('p1')], {}, ask()))).toHaveLength(1);
});

describe('a list by place', () => {
  const people = { 1: person('mine'), 2: person('stranger'), 3: person('opened') }; // 4 is in doubt.
  const stay = (visit: string, ward: string) => ({
    ...{ key: visit, source: live('pas@RT5'), identifier: { system: 's', value: visit }, previousPlaces: [] },
    subject: { identifiers: [{ system: 's', value: visit }] },
    place: { ward: { organisation: RT5, code: ward }, period: {} },
  });
  const listFor = async (wards: readonly string[]) => {
    const pas = system('encounters', says('pas@RT5', [stay('1', 'A'), stay('2', 'A'), stay('3', 'A'), stay('4', 'A')]));
    const { door, audited } = underTest(
      [route('encounters', 'pas@RT5', { organisation: RT5 })],
      { 'pas@RT5': pas },
      { relationships: related(standing), people },
    );
    const who = viewer('nurse', { wards: wards.map((code) => ({ organisation: RT5, code })) });
    const [[answer] = []] = await door.forPlaces(
      'encounters',
      [{ organisation: RT5, ward: 'A' }],
      {},
      ask({ viewer: who }),
    );
    const stays = answer?.answer.kind === 'found' ? answer.answer.value.map(({ key }) => key) : null;
    return { stays, withheld: answer?.withheld, grants: answer?.breakGlassOf, audited };
  };

  test('leaves strangers out, and whoever is in doubt, and says that something is left out', async () => {
    const { stays, withheld, grants, audited } = await listFor([]);
    expect([stays, withheld]).toEqual([['1', '3'], true]);
    expect(audited[0]?.unresolved).toBe(1);
    expect(grants).toEqual([{ ...GRANT, patient: 'opened' }]);
    expect(audited.map((row) => [row.ask.purpose, row.persons])).toEqual([
      ['TREAT', ['mine']],
      ['BTG', ['opened']],
    ]);
  });

  test('is whole for those who work on the ward', async () => {
    const { stays, withheld, audited } = await listFor(['A']);
    expect([stays, withheld]).toEqual([['1', '2', '3', '4'], false]);
    expect(audited[0]?.persons).toEqual(['mine', 'stranger']);
  });
});

describe('a patient', () => {
  const patient = viewer('patient', { wards: [] });
  const asking = ask({ viewer: patient, purpose: 'PATRQT' });

  test('reads no list, and looks for nobody', async () => {
    const { door, audited } = underTest([route('encounters', 'pas@RWE')], {}, { relationships: related({}) });
    await expect(door.forPlaces('encounters', [{ organisation: RWE }], {}, asking)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(door.identity.search({ family: 'Tester' }, 10, asking)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(door.identity.candidates(['p1' as PersonId], asking)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(audited.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
  });
});

describe('what a request holds', () => {
  test('is nobody else’s who sends its id and its deadline again', async () => {
    const relationships = related(standing);
    const { door } = flagsOf(relationships);
    const first = ask();
    await door.forPeople('flags', three, {}, first);
    await door.forPeople('flags', three, {}, { ...first, signal: new AbortController().signal });
    expect(relationships.asked).toHaveLength(2);
    // A part of the same request that gives up sooner is still the same request.
    await door.forPeople('flags', three, {}, { ...first, giveUpAt: first.deadline - 1 });
    expect(relationships.asked).toHaveLength(2);
  });

  test('is looked up on record: who comes second is told nothing before the first look is recorded', async () => {
    const people = { 1: person('mine') };
    let record: (fault?: Error) => void = () => undefined;
    const audit = {
      recordRead: () =>
        new Promise<void>((resolve, reject) => (record = (fault) => (fault ? reject(fault) : resolve()))),
    };
    const { door } = underTest([], {}, { people, audit });
    const asking = ask();
    const subjects = [{ identifiers: [{ system: 's', value: '1' }] }];
    const looks = [door.identity.bySubjects(subjects, asking), door.identity.bySubjects(subjects, asking)];
    const seen = Promise.allSettled(looks);
    await new Promise(setImmediate);
    record(new Error('the disk is full'));
    expect((await seen).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test('opens nothing once the grant ran out', async () => {
    const { door } = flagsOf(related(standing));
    const asking = ask({ withinMs: 7_200_000 });
    const read = async () => (await door.forPeople('flags', three, {}, asking))[2];
    expect(await read()).toEqual(expect.any(Array));
    clock.advance(3_600_000);
    expect(await read()).toBeInstanceOf(GraphRefusal);
  });
});

test.each([
  [['observations'], 'resolves'],
  [['bed-state'], 'rejects'],
  [[], 'rejects'],
] as const)('a program with the scopes %j %s a person by id, and reads no demographics', async (scopes, outcome) => {
  const pas = system('demographics', says('pas@RWE', {}));
  const { door } = underTest([route('demographics', 'pas@RWE')], { 'pas@RWE': pas });
  const asking = ask({ viewer: viewer('machine', { scopes, wards: [] }), purpose: 'HOPERAT' });
  const found = door.identity.byIds(['p1' as PersonId], asking);
  if (outcome === 'resolves') expect((await found).map((one) => one?.id)).toEqual(['p1']);
  else await expect(found).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(door.forPeople('demographics', [person('p1')], {}, asking)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(pas.calls).toEqual([]);
});
