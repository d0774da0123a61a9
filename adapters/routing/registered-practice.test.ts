import type { PersonIdentity } from '../../schema/clinical/person';
import { SourceFault } from '../contract';
import { ask, live, person, route, RT5, says, saysAbsent, system, told, underTest } from './door-under-test';
import type { Speak } from './door-under-test';
import type { InstanceName, OdsCode } from '../../schema/identifiers';

const PAS = 'pas@RWE';
const LPT = 'systmone@RT5';
const GP = 'gp-connect@C82999';
const OTHER_GP = 'gp-connect@C82997';

const routes = [
  route('demographics', PAS),
  route('demographics', LPT, { organisation: RT5, role: 'community-record' }),
  route('allergies', LPT, { organisation: RT5, role: 'community-record' }),
  route('allergies', 'gp-connect@*', { organisation: '*', role: 'gp-record' }),
];
const named = (instance: InstanceName, odsCode: string, more: object = {}): Speak =>
  says(instance, { key: `${instance}|1`, source: live(instance), generalPractice: { odsCode }, ...more });

/** Somebody whose practice no feed has told. */
const somebody = (id: string, more: Partial<PersonIdentity> = {}): PersonIdentity => {
  const { generalPractice: _, ...rest } = person(id, more);
  return rest;
};

const opened = (said: { readonly pas?: Speak; readonly lpt?: Speak }) => {
  const pas = system('demographics', said.pas ?? saysAbsent(PAS));
  const demographics = system('demographics', said.lpt ?? saysAbsent(LPT));
  const allergies = system('allergies', says(LPT));
  const lpt = {
    ...demographics,
    kind: { ...demographics.kind, provides: { ...demographics.kind.provides, ...allergies.kind.provides } },
    connection: {
      sources: {
        ...demographics.connection.sources,
        people: { ...demographics.connection.sources.people, ...allergies.connection.sources.people },
      },
    },
  };
  const gp = system('allergies', says(GP));
  const otherGp = system('allergies', says(OTHER_GP));
  const { door, audited } = underTest(routes, { [PAS]: pas, [LPT]: lpt, [GP]: gp, [OTHER_GP]: otherGp });
  const practicesAsked = async (people: readonly PersonIdentity[]) =>
    (await told(door.forPeople('allergies', people, {}, ask()))).map((list) =>
      list
        .filter(({ instance }) => instance.startsWith('gp-connect'))
        .map(({ instance, answer }) => [instance, answer.kind === 'failed' ? answer.error.code : answer.kind]),
    );
  return { practicesAsked, pas, lpt, gp, otherGp, audited };
};

test('a practice that only a system asked live can name is asked, and who named it is on record', async () => {
  const { practicesAsked, gp, audited } = opened({ lpt: named(LPT, 'C82999') });
  expect(await practicesAsked([somebody('p1'), person('p2', { generalPractice: 'C82997' as OdsCode })])).toEqual([
    [[GP, 'found']],
    [[OTHER_GP, 'found']],
  ]);
  expect(gp.calls).toEqual([['p1']]);
  expect(audited.map(({ instances }) => [...instances].sort())).toEqual([[GP, OTHER_GP, PAS, LPT].sort()]);
});

test('nobody is asked for a practice that the index knows', async () => {
  const { practicesAsked, pas, lpt } = opened({ lpt: named(LPT, 'C82997') });
  expect(await practicesAsked([person('p1')])).toEqual([[[GP, 'found']]]);
  expect([pas.calls, lpt.calls]).toEqual([[], []]);
});

test('of two practices, the one is asked that is shown: the first in the order of the routes', async () => {
  const both = opened({ pas: named(PAS, 'C82997'), lpt: named(LPT, 'C82999') });
  expect(await both.practicesAsked([somebody('p1')])).toEqual([[[OTHER_GP, 'found']]]);
  expect(both.gp.calls).toEqual([]);
  // A code for "no practice" names none.
  const none = opened({ pas: named(PAS, 'V81999'), lpt: named(LPT, 'C82999') });
  expect(await none.practicesAsked([person('p1', { generalPractice: 'V81999' as OdsCode })])).toEqual([
    [[GP, 'found']],
  ]);
});

test.each<[string, Speak, string]>([
  ['does not know the person', saysAbsent(LPT), 'SOURCE_NOT_CONNECTED'],
  ['cannot be asked', () => Promise.reject(new SourceFault('SOURCE_UNAVAILABLE', 'is unwell')), 'SOURCE_UNAVAILABLE'],
  ['names none', says(LPT, { key: 'RT5|L1', source: live(LPT) }), 'SOURCE_NOT_CONNECTED'],
])('where the system that may name it %s, the GP record is missing and said to be', async (_, lpt, code) => {
  const { practicesAsked } = opened({ lpt });
  expect(await practicesAsked([somebody('p1')])).toEqual([[['gp-connect@UNKNOWN', code]]]);
});

test('of somebody whom that system alone calls restricted, the practice is unnamed', async () => {
  const { practicesAsked, gp } = opened({
    lpt: named(LPT, 'C82999', { restricted: true, telecom: [], nextOfKin: [] }),
  });
  expect(await practicesAsked([somebody('p1')])).toEqual([[['gp-connect@WITHHELD', 'found']]]);
  expect(gp.calls).toEqual([['p1']]);
});

test('dissent from sharing holds a practice found this way back as it does any other', async () => {
  const { practicesAsked, gp } = opened({ lpt: named(LPT, 'C82999') });
  expect(await practicesAsked([somebody('p1', { dissents: true })])).toEqual([[[GP, 'found']]]);
  expect(gp.calls).toEqual([]);
});

test('a system that cannot be asked is not missed where another names the practice', async () => {
  const silent: Speak = () => Promise.reject(new SourceFault('SOURCE_UNAVAILABLE', 'is unwell'));
  const { practicesAsked } = opened({ pas: named(PAS, 'C82999'), lpt: silent });
  expect(await practicesAsked([somebody('p1')])).toEqual([[[GP, 'found']]]);
});
