import type { RoutedAnswer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { GraphRefusal } from '../../schema/errors';
import type { SealedPart } from '../../schema/privacy';
import type { Route } from '../ledger';
import type { Connected } from './systems';
import { ask, live, person, route, RT5, RWE, says, system, told, underTest, viewer, type Speak } from './door-under-test'; // prettier-ignore
import { LPT, NC, opened, related } from './hold-back-under-test';

const record = (key: string, instance: typeof NC | typeof LPT) => ({ key, source: live(instance) });
const routes = [route('documents', NC), route('documents', LPT, { organisation: RT5, role: 'community-record' })];

/** Keys that each system's answer shows, and what is said beside them. */
const read = async (
  who: PersonIdentity,
  asking = ask({ viewer: viewer('nurse', { wards: [] }) }),
  relationships = related,
) => {
  const [ours, theirs] = [
    system('documents', says(NC, [record('d1', NC), record('d2', NC)])),
    system('documents', says(LPT, [record('d3', LPT)])),
  ];
  const { door, audited } = underTest(routes, { [NC]: ours, [LPT]: theirs }, { relationships });
  const [list = []] = await told(door.forPeople('documents', [who], {}, asking));
  const shown = Object.fromEntries(
    list.map(({ instance, withheld, answer }) => [
      instance,
      [
        answer.kind === 'found' ? answer.value.map(({ key }) => key) : answer.kind,
        withheld,
        answer.kind === 'found' ? answer.warnings.map(({ code }) => code) : [],
      ],
    ]),
  );
  return { shown, audited, asked: [ours.calls.length, theirs.calls.length] };
};
const OURS = [['d1', 'd2'], false, []];
const THEIRS = [['d3'], false, []];
const UNSHARED = [[], true, ['SHARING_DISSENTED']];

describe('dissent from sharing', () => {
  const dissenting = person('p1', { dissents: true });

  test('the other organisation is not asked, and its answer says that something is withheld', async () => {
    const { shown, asked, audited } = await read(dissenting);
    expect(shown).toEqual({ [NC]: OURS, [LPT]: UNSHARED });
    expect([asked, audited[0]?.instances]).toEqual([[1, 0], [NC]]);
  });

  test.each([
    ['staff of the other organisation', viewer('nurse', { organisation: RT5, wards: [] }), UNSHARED, THEIRS],
    ['staff of a ward of each', viewer('nurse', { wards: [{ organisation: RT5, code: 'CEDAR' }] }), OURS, THEIRS],
    ['the patient', viewer('patient', { organisation: 'X26' as never, wards: [] }), OURS, THEIRS],
    ['a carer by proxy', viewer('carer', { organisation: 'X26' as never, wards: [] }), OURS, THEIRS],
    [
      'staff of a third organisation',
      viewer('nurse', { organisation: 'C82999' as never, wards: [] }),
      UNSHARED,
      UNSHARED,
    ],
  ])('%s', async (_, who, ours, theirs) => {
    const purpose = who.role === 'nurse' ? 'TREAT' : 'PATRQT';
    expect((await read(dissenting, ask({ viewer: who, purpose }))).shown).toEqual({ [NC]: ours, [LPT]: theirs });
  });

  test('break-glass opens it, on record', async () => {
    const { shown, audited } = await read(dissenting, undefined, opened);
    expect(shown).toEqual({ [NC]: OURS, [LPT]: THEIRS });
    expect(audited).toMatchObject([{ ask: { purpose: 'BTG' }, note: 'break-glass bg_1', persons: ['p1'] }]);
  });

  test('withdrawn, it holds nothing back', async () => {
    expect((await read(person('p1'))).shown).toEqual({ [NC]: OURS, [LPT]: THEIRS });
  });

  test('who somebody is is shared all the same: they must be found', async () => {
    const pas = system('demographics', says(LPT, { key: 'RT5|1', source: live(LPT), telecom: [], nextOfKin: [] }));
    const { door } = underTest([route('demographics', LPT)], { [LPT]: pas }, { relationships: related });
    const [[answer] = []] = await told(
      door.forPeople('demographics', [dissenting], {}, ask({ viewer: viewer('nurse', { wards: [] }) })),
    );
    expect([answer?.withheld, pas.calls.length]).toEqual([false, 1]);
  });
});

describe('seals', () => {
  const sealing = (...seals: SealedPart[]) => person('p1', { seals });
  test.each<[string, SealedPart, unknown, unknown]>([
    ['a capability', { kind: 'sealed', capability: 'documents' }, [[], true, ['SEALED_BY_PATIENT']], [[], true, ['SEALED_BY_PATIENT']]], // prettier-ignore
    ['an organisation', { kind: 'sealed', organisation: RT5 }, OURS, [[], true, ['SEALED_BY_PATIENT']]],
    ['a system', { kind: 'sealed', instance: NC }, [[], true, ['SEALED_BY_PATIENT']], THEIRS],
    ['one record', { kind: 'sealed', capability: 'documents', record: 'd1' }, [['d2'], true, ['SEALED_BY_PATIENT']], THEIRS], // prettier-ignore
    ['another capability', { kind: 'sealed', capability: 'allergies' }, OURS, THEIRS],
    ['one record, locked', { kind: 'sealed-and-locked', capability: 'documents', record: 'd1' }, [['d2'], false, []], THEIRS], // prettier-ignore
  ])('of %s', async (_, seal, ours, theirs) => {
    expect((await read(sealing(seal))).shown).toEqual({ [NC]: ours, [LPT]: theirs });
  });

  test('of a system goes with the capability when the route moves to another of that organisation, and to no other', async () => {
    const moved = person('p1', { seals: [{ kind: 'sealed', instance: 'lims@RWE' }] });
    const shownBy = async (before: Readonly<Record<string, Connected>>) => {
      const now = system('documents', says(NC, [record('d1', NC)]));
      const { door } = underTest([route('documents', NC)], { [NC]: now, ...before }, { relationships: related });
      const [[routed] = []] = await told(door.forPeople('documents', [moved], {}, ask()));
      return routed?.answer.kind === 'found' && routed.answer.value.length;
    };
    expect(await shownBy({ 'lims@RWE': system('documents', says(NC)) })).toBe(0);
    expect(await shownBy({})).toBe(0);
    expect(await shownBy({ 'lims@RWE': system('lab-reports', says(NC)) })).toBe(1);
  });

  test('of one record that only its system has a name for goes with the capability to whichever system replaces that one', async () => {
    const NEXT = 'systmone@RWE';
    const seal: SealedPart = { kind: 'sealed', capability: 'escalations', record: `${NC}|Task/1` };
    const people = { sealing: sealing(seal) };
    const subject = { identifiers: [{ system: 's', value: 'sealing' }] };
    const holding = (instance: typeof NC | typeof NEXT) => {
      const tasks = ['1', '2'].map((id) => ({ key: `${instance}|Task/${id}`, subject, source: live(instance) }));
      return system('escalations', says(instance, tasks));
    };
    const keysShown = async (...routes: readonly Route[]) => {
      const connections = { [NC]: holding(NC), [NEXT]: holding(NEXT) };
      const { door } = underTest(routes, connections, { people, relationships: related });
      const [ofPerson = []] = await told(door.forPeople('escalations', [people.sealing], {}, ask()));
      const [ofWard = []] = await door.forPlaces('escalations', [{ organisation: RWE, ward: 'W12' }], {}, ask());
      const keysOf = ({ answer }: RoutedAnswer<readonly { readonly key: string }[]>) =>
        answer.kind === 'found' ? answer.value.map(({ key }) => key) : [];
      expect(ofWard.flatMap(keysOf)).toEqual(ofPerson.flatMap(keysOf));
      return ofPerson.flatMap(keysOf);
    };
    const moving = (stage: Route['stage']) => route('escalations', NC, { candidate: NEXT, stage });
    const anothers = `${NC}|Task/2`;
    expect(await keysShown(moving('shadow'))).toEqual([anothers]);
    expect(await keysShown(moving('live'))).toEqual([]);
    // Gone from every route: what it held may be anywhere.
    expect(await keysShown(route('escalations', NEXT))).toEqual([]);
    // Each answers for records of its own.
    const beside = route('escalations', NEXT, { role: 'community-record' });
    expect(await keysShown(route('escalations', NC), beside)).toEqual([anothers, `${NEXT}|Task/1`, `${NEXT}|Task/2`]);
  });

  test('of one imaging study binds it, whether another under its accession number was found beside it or not', async () => {
    const PACS = 'pacs@RWE';
    const study = (key: string, uid: string) => ({ key, uid, accessionNumber: 'A1', source: live(PACS) });
    const [alone, both] = [[study('RWE|A1', '1')], [study('RWE|1', '1'), study('RWE|2', '2')]];
    const shown = async (record: string, studies: readonly object[]) => {
      const pacs = system('imaging-studies', says(PACS, studies));
      const { door } = underTest([route('imaging-studies', PACS)], { [PACS]: pacs }, { relationships: related });
      const who = sealing({ kind: 'sealed', capability: 'imaging-studies', record });
      const [[routed] = []] = await told(door.forPeople('imaging-studies', [who], {}, ask()));
      return routed?.answer.kind === 'found' && routed.answer.value.map(({ uid }) => uid);
    };
    expect([await shown('RWE|A1', alone), await shown('RWE|A1', both)]).toEqual([[], []]);
    expect([await shown('RWE|1', alone), await shown('RWE|1', both)]).toEqual([[], ['2']]);
  });

  test('break-glass opens a seal and no lock; a proxy opens neither', async () => {
    const both = sealing(
      { kind: 'sealed', capability: 'documents', record: 'd1' },
      { kind: 'sealed-and-locked', capability: 'documents', record: 'd3' },
    );
    expect((await read(both, undefined, opened)).shown).toEqual({ [NC]: OURS, [LPT]: [[], false, []] });
    const carer = ask({ viewer: viewer('carer', { wards: [] }), purpose: 'PATRQT' });
    expect((await read(both, carer)).shown[NC]).toEqual([['d2'], true, ['SEALED_BY_PATIENT']]);
    const herself = ask({ viewer: viewer('patient', { wards: [] }), purpose: 'PATRQT' });
    expect((await read(both, herself)).shown).toEqual({ [NC]: OURS, [LPT]: THEIRS });
  });
});

describe('the newest of several, of which one is sealed', () => {
  const seals: SealedPart[] = [{ kind: 'sealed-and-locked', capability: 'observations', record: 'o3' }];
  const subject = { identifiers: [{ system: 's', value: 'locking' }] };
  const newest =
    (least?: number): Speak =>
    (ids, _, { latest = least }) =>
      says(
        NC,
        ['o3', 'o2', 'o1'].slice(0, latest).map((key) => ({ key, subject, source: live(NC) })),
      )(ids, _, {});
  const keysOf = (routed: RoutedAnswer<unknown> | undefined) =>
    routed?.answer.kind === 'found' && (routed.answer.value as { key: string }[]).map(({ key }) => key);

  test('is the one before, for a person, and nothing tells', async () => {
    const nc = system('observations', newest());
    const { door } = underTest([route('observations', NC)], { [NC]: nc }, { relationships: related });
    const [[routed] = []] = await told(door.forPeople('observations', [person('p1', { seals })], { latest: 1 }, ask()));
    expect([keysOf(routed), routed?.withheld, routed?.answer]).toMatchObject([['o2'], false, { complete: true }]);
    const [[open] = []] = await told(door.forPeople('observations', [person('p1')], { latest: 1 }, ask()));
    expect(keysOf(open)).toEqual(['o3']);
  });

  test('is the one before in the scores of a ward, of which sources take one unless told otherwise', async () => {
    const nc = system('early-warning', newest(1));
    const people = { locking: person('p1', { seals: [{ kind: 'sealed-and-locked', capability: 'early-warning', record: 'o3' }] }) }; // prettier-ignore
    const { door } = underTest([route('early-warning', NC)], { [NC]: nc }, { people, relationships: related });
    const [[routed] = []] = await door.forPlaces('early-warning', [{ organisation: RWE, ward: 'W12' }], {}, ask());
    expect([keysOf(routed), routed?.withheld]).toEqual([['o2'], false]);
  });
});

test('nobody is read of who is very restricted, whoever hands them over, and no system is asked', async () => {
  const nc = system('documents', says(NC));
  const { door, audited } = underTest([route('documents', NC)], { [NC]: nc }, { relationships: opened });
  const [refusal] = await door.forPeople('documents', [person('p1', { veryRestricted: true })], {}, ask());
  expect(refusal).toBeInstanceOf(GraphRefusal);
  expect(refusal).toHaveProperty('details.breakGlass', false);
  expect([nc.calls, audited[0]?.outcome]).toEqual([[], 'refused']);
});

test('somebody who is marked between the two looks of a search is not found', async () => {
  const search = (_: unknown, __: number, among: string) =>
    Promise.resolve([person('p1', among === 'very-restricted' ? { veryRestricted: true } : {})]);
  const { door, audited } = underTest([], {}, { identity: { search } as never });
  expect(await door.identity.search({ family: 'TESTER', given: 'Mavis' }, 10, ask())).toEqual([]);
  expect(audited.map(({ outcome, persons }) => [outcome, persons])).toEqual([
    ['answered', []],
    ['refused', ['p1']],
  ]);
});
