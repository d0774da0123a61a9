import { GraphRefusal } from '../../schema/errors';
import type { Relationships } from '../relationships';
import {
  ask,
  everybodysWard,
  live,
  person,
  route,
  RT5,
  says,
  system,
  told,
  underTest,
  viewer,
} from './door-under-test';
import type { AnsweredRead } from './observer';

const PAS = 'pas@RWE';
const LPT = 'systmone@RT5';
const GP = 'gp-connect@C82999';

test('a record that is itself flagged is masked before the index has heard of it', async () => {
  const flagged = { key: 'RWE|S1', source: live(PAS), restricted: true, telecom: [{ value: '1' }], nextOfKin: [] };
  const { door } = underTest([route('demographics', PAS)], { [PAS]: system('demographics', says(PAS, flagged)) });
  const [[shown] = []] = await told(door.forPeople('demographics', [person('p1')], {}, ask()));
  expect([shown?.withheld, JSON.stringify(shown?.answer).includes('"value":"1"')]).toEqual([true, false]);
});

test('of a restricted person only the practice is unnamed, by whom else they are known is said', async () => {
  const routes = [
    route('allergies', LPT, { organisation: RT5 }),
    route('allergies', 'gp-connect@*', { organisation: '*' as never }),
  ];
  const connections = { [LPT]: system('allergies', says(LPT)), [GP]: system('allergies', says(GP)) };
  const { door } = underTest(routes, connections);
  const [list = []] = await told(door.forPeople('allergies', [person('p1', { restricted: true })], {}, ask()));
  expect(list.map(({ instance }) => instance)).toEqual([LPT, 'gp-connect@WITHHELD']);
});

test('of the organisations that are named, and of nobody else, the practice neither', async () => {
  const routes = [
    route('appointments', PAS),
    route('appointments', LPT, { organisation: RT5 }),
    route('appointments', 'gp-connect@*', { organisation: '*' as never }),
  ];
  const connections = { [PAS]: system('appointments', says(PAS)), [LPT]: system('appointments', says(LPT)) };
  const { door } = underTest(routes, connections);
  const of = async (...organisations: readonly (typeof RT5)[]) => {
    const [list = []] = await told(door.forPeople('appointments', [person('p1')], { organisations }, ask()));
    return list.map(({ instance, needed, answer }) => [instance, needed, answer.kind]);
  };
  expect(await of(RT5)).toEqual([[LPT, true, 'found']]);
  // Nobody to ask is a source that is missing, never "none".
  expect(await of('RXX' as typeof RT5)).toEqual([['unrouted@UNKNOWN', true, 'failed']]);
});

describe('of a batch', () => {
  const reads: AnsweredRead[] = [];
  const observer = { answered: (read: AnsweredRead) => void reads.push(read) };
  beforeEach(() => reads.splice(0));

  test('each is answered for, and those whose dissent keeps a holder from being asked are told of in their place', async () => {
    const lpt = system('documents', says(LPT));
    const { door, audited } = underTest([route('documents', LPT, { organisation: RT5 })], { [LPT]: lpt }, { observer });
    const people = [person('p1', { dissents: true }), person('p2'), person('p3', { dissents: true })];
    const lists = await told(door.forPeople('documents', people, {}, ask({ viewer: viewer('nurse', { wards: [] }) })));
    expect(lists.map((list) => list.map(({ instance, withheld }) => [instance, withheld]))).toEqual([
      [[LPT, true]],
      [[LPT, false]],
      [[LPT, true]],
    ]);
    expect([lpt.calls, audited.map(({ persons }) => persons)]).toEqual([[['p2']], [['p1', 'p2', 'p3']]]);
    expect(reads).toMatchObject([{ people: [{ id: 'p1' }, { id: 'p2' }, { id: 'p3' }] }]);
  });

  test('of whom nobody may be read there was no read', async () => {
    const strangers: Relationships = {
      ...everybodysWard,
      of: (_, people) => Promise.resolve(people.map(() => ({ bases: new Set(), grant: null }))),
    };
    const { door, audited } = underTest([route('documents', LPT)], {}, { relationships: strangers, observer });
    expect(await door.forPeople('documents', [person('p1')], {}, ask())).toEqual([expect.any(GraphRefusal)]);
    expect([audited.map(({ outcome }) => outcome), reads]).toEqual([['refused'], []]);
  });

  test('of a role that may not read it, nobody is read, whoever they are to them', async () => {
    const { door } = underTest([route('allergies', PAS)], {}, { observer });
    const asking = ask({ viewer: viewer('ward-clerk') });
    await expect(door.forPeople('allergies', [], {}, asking)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
