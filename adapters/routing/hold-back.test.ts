import type { GrantInUse } from '../../schema/access';
import type { Warning } from '../../schema/answer';
import type { PersonCapability, Role, RoutedAnswer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { SecurityLabel } from '../../schema/clinical/values';
import { GraphRefusal } from '../../schema/errors';
import type { PersonId } from '../../schema/identifiers';
import type { SealedPart } from '../../schema/privacy';
import type { Instant } from '../../schema/time';
import type { Route } from '../ledger';
import type { Relationships } from '../relationships';
import type { Connected } from './systems';
import { ask, live, person, route, RT5, RWE, says, system, told, underTest, viewer, type Speak } from './door-under-test'; // prettier-ignore

const NC = 'nervecentre@RWE';
const LPT = 'systmone@RT5';
const PAS = 'pas@RWE';
const grant: GrantInUse = {
  ...{ id: 'bg_1', patient: 'p1' as PersonId, reason: 'EMERGENCY' },
  until: '2026-11-20T11:00:00.000Z' as Instant,
};
const opened: Relationships = {
  of: (_, people) => Promise.resolve(people.map(() => ({ bases: new Set(['ward', 'self', 'proxy'] as const), grant }))),
  proxiesOf: () => Promise.resolve([]),
  isStale: () => Promise.resolve(false),
};
const related: Relationships = {
  ...opened,
  of: (_, people) =>
    Promise.resolve(people.map(() => ({ bases: new Set(['ward', 'self', 'proxy'] as const), grant: null }))),
};

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

describe('lists by place', () => {
  const ward = { organisation: RWE, code: 'W12' };
  const stay = (visit: string, of: string) => ({
    ...{ key: `RWE|${visit}`, source: live(PAS), identifier: { system: 'visit', value: visit } },
    ...{ subject: { identifiers: [{ system: 's', value: of }] }, place: { ward, bed: 'B1', period: {} } },
    previousPlaces: [],
  });
  const people = {
    open: person('p-open'),
    hidden: person('p-hidden', { restricted: true, veryRestricted: true }),
    dissenting: person('p-dissenting', { dissents: true }),
  };
  const stays = system('encounters', says(PAS, [stay('1', 'open'), stay('2', 'hidden'), stay('3', 'dissenting')]));
  const bed = (code: string, visit: string) => ({
    key: code,
    source: live(PAS),
    ward,
    code,
    status: 'occupied',
    visit,
  });
  const beds = system('bed-state', says(PAS, [bed('B1', '1'), bed('B2', '2'), bed('B3', '3')]));
  const place = [{ organisation: RWE, ward: 'W12' }];
  const ofWard = ask({ viewer: viewer('nurse') });
  const ofOther = ask({ viewer: viewer('nurse', { organisation: RT5, wards: [] }) });
  const door = () => underTest([route('encounters', PAS)], { [PAS]: stays }, { people, relationships: related });

  test('leave out who is very restricted without a word, on their own ward too, and put the look on record', async () => {
    const { door: ours, audited } = door();
    const [[list] = []] = await ours.forPlaces('encounters', place, {}, ofWard);
    expect([list?.answer.kind === 'found' && list.answer.value.map(({ key }) => key), list?.withheld]).toEqual([
      ['RWE|1', 'RWE|3'],
      false,
    ]);
    expect(audited.map(({ outcome, persons }) => [outcome, persons])).toEqual([
      ['answered', ['p-open', 'p-dissenting']],
      ['refused', ['p-hidden']],
    ]);
  });

  test('leave out who dissents for another organisation’s staff, and say so', async () => {
    const [[list] = []] = await door().door.forPlaces('encounters', place, {}, ofOther);
    expect([list?.answer.kind === 'found' && list.answer.value.map(({ key }) => key), list?.withheld]).toEqual([
      ['RWE|1'],
      true,
    ]);
  });

  test('have their beds occupied by nobody who is told of', async () => {
    const routesOf = [route('bed-state', PAS), route('encounters', 'adt@RWE')];
    const connections = { [PAS]: beds, 'adt@RWE': stays };
    const shown = async (asking: typeof ofWard) => {
      const { door: bound } = underTest(routesOf, connections, { people, relationships: related, hiddenVisits: ['2'] });
      const [[routed] = []] = await bound.forPlaces('bed-state', place, {}, asking);
      const value = routed?.answer.kind === 'found' ? routed.answer.value : [];
      return [value.map(({ status, visit }) => `${status} ${visit ?? '-'}`), routed?.withheld];
    };
    expect(await shown(ofWard)).toEqual([['occupied 1', 'occupied -', 'occupied 3'], true]);
    expect(await shown(ofOther)).toEqual([['occupied 1', 'occupied -', 'occupied -'], true]);
  });

  test.each([
    ['are read', stays, ['occupied 1', 'occupied -', 'occupied 3']],
    ['cannot be read', system('encounters', () => Promise.reject(new Error('gone'))), Array(3).fill('occupied -')],
  ])('name nobody hidden where our store knows none of the stays, and these %s', async (_, census, shown) => {
    const routesOf = [route('bed-state', PAS), route('encounters', 'adt@RWE')];
    const { door: bound } = underTest(routesOf, { [PAS]: beds, 'adt@RWE': census }, { people, relationships: related });
    const [[routed] = []] = await bound.forPlaces('bed-state', place, {}, ofWard);
    const value = routed?.answer.kind === 'found' ? routed.answer.value : [];
    expect(value.map(({ status, visit }) => `${status} ${visit ?? '-'}`)).toEqual(shown);
  });

  test('of one stay asked for beside another, hidden and never there are one: the step, and the rows', async () => {
    const asked = async (key: string) => {
      const held: number[] = [];
      const schedule = { start: () => 0, hold: (since: number) => Promise.resolve(void held.push(since)) };
      const { door: bound, audited } = underTest(
        [route('encounters', PAS)],
        { [PAS]: stays },
        { people, relationships: related, schedule },
      );
      const [[list] = []] = await bound.forPlaces('encounters', [{ organisation: RWE }], { keys: ['RWE|1', key] }, ofWard); // prettier-ignore
      return [held.length, audited.length, list?.withheld];
    };
    expect(await asked('RWE|2')).toEqual([1, 2, false]);
    expect(await asked('RWE|9')).toEqual([1, 2, false]);
    expect((await asked('RWE|3'))[0]).toBe(0);
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

describe('what a source labels', () => {
  const subject = { identifiers: [{ system: 's', value: 'mavis' }] };
  const labelled = (...securityLabels: SecurityLabel[]) => [
    { key: 'plain', subject, source: live(NC) },
    { key: 'labelled', subject, source: { ...live(NC), securityLabels } },
  ];
  const asking = (role: Role) =>
    ask({ viewer: viewer(role, { wards: [] }), purpose: role === 'nurse' ? 'TREAT' : 'PATRQT' });
  const shownOf = async (
    capability: PersonCapability,
    label: SecurityLabel,
    role: Role,
    { relationships = related, latest = 0 } = {},
  ) => {
    const nc = system(capability, says(NC, labelled(label)));
    const { door } = underTest([route(capability, NC)], { [NC]: nc }, { relationships });
    const selection = latest === 0 ? {} : { latest };
    const [[routed] = []] = await told(door.forPeople(capability, [person('p1')], selection, asking(role)));
    if (routed?.answer.kind !== 'found') throw new Error('Not found');
    const { value, warnings } = routed.answer as unknown as { value: { key: string }[]; warnings: Warning[] };
    return [value.map(({ key }) => key), routed.withheld, warnings.map(({ code }) => code)];
  };
  const ALL = [['plain', 'labelled'], false, []];
  const SAID = [['plain'], true, ['CONFIDENTIAL_AT_SOURCE']];
  const UNSAID = [['plain'], false, []];

  test.each<[SecurityLabel, PersonCapability, Role, unknown]>([
    ['very-restricted', 'documents', 'nurse', SAID],
    ['very-restricted', 'problems', 'nurse', SAID],
    ['very-restricted', 'allergies', 'nurse', SAID],
    ['very-restricted', 'documents', 'patient', SAID],
    ['very-restricted', 'documents', 'carer', SAID],
    // Somebody must act on it, and lies in a bed.
    ['very-restricted', 'early-warning', 'nurse', ALL],
    ['restricted', 'documents', 'nurse', ALL],
    ['not-for-patient', 'documents', 'nurse', ALL],
    ['not-for-patient', 'documents', 'patient', UNSAID],
    ['not-for-patient', 'documents', 'carer', UNSAID],
    ['not-for-patient', 'allergies', 'patient', SAID],
  ])('%s, of %s, before a %s', async (label, capability, role, expected) => {
    expect(await shownOf(capability, label, role)).toEqual(expected);
  });

  test('break-glass opens what is very restricted, and what is not for the patient to nobody who reads as one', async () => {
    expect(await shownOf('documents', 'very-restricted', 'nurse', { relationships: opened })).toEqual(ALL);
    expect(await shownOf('documents', 'not-for-patient', 'carer', { relationships: opened })).toEqual(UNSAID);
  });

  test('the newest of several is not left out without a word: none stands in for it', async () => {
    expect(await shownOf('observations', 'not-for-patient', 'patient', { latest: 1 })).toEqual(SAID);
  });

  test('a list by place says so too, whoever it is of, and leaves nobody out of it who is in a bed', async () => {
    const listed = async (capability: 'encounters' | 'early-warning', records: readonly object[]) => {
      const nc = system(capability, says(NC, records));
      const { door } = underTest([route(capability, NC)], { [NC]: nc }, { people: { mavis: person('p1') } });
      const [[routed] = []] = await door.forPlaces(capability, [{ organisation: RWE, ward: 'W12' }], {}, ask());
      return routed?.answer.kind === 'found' && routed.answer.value.map(({ key }) => key);
    };
    expect(await listed('early-warning', labelled('very-restricted'))).toEqual(['plain', 'labelled']);
    const stays = labelled('very-restricted').map((stay) => ({ ...stay, previousPlaces: [] }));
    expect(await listed('encounters', stays)).toEqual(['plain', 'labelled']);
  });
});
