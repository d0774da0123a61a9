import type { Ask, Finding } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NhsNumber, PersonId } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';
import type { Relationships } from '../relationships';
import { ask, person, underTest, viewer } from './door-under-test';

const MAVIS = '9990000018' as NhsNumber;
const mavis = person('mavis', { nhsNumber: MAVIS, nhsNumberVerified: true });
const hidden = person('hidden', { veryRestricted: true });
const id = (one: string): PersonId => one as PersonId;
const byNumber = { by: 'nhsNumber', nhsNumber: MAVIS } as const;

/** Patients are themselves, programs their organisation's; nobody else has to do with anybody. */
const selves: Relationships = {
  of: ({ role, nhsNumber: own }, people) =>
    Promise.resolve(
      people.map(({ nhsNumber }) => {
        const itself = nhsNumber !== undefined && nhsNumber === own;
        return { bases: new Set(itself ? ['self'] : role === 'machine' ? ['organisation'] : []), grant: null };
      }),
    ),
  proxiesOf: () => Promise.resolve([]),
  isStale: () => Promise.resolve(false),
};

/** The door's index over one that answers as it is told to; how often an answer was held to the schedule, and the rows. */
const look = (index: Partial<IdentityIndex>) => {
  const held: number[] = [];
  const schedule = { start: () => 7, hold: (since: number) => Promise.resolve(void held.push(since)) };
  const { door, audited } = underTest([], {}, { identity: index as IdentityIndex, relationships: selves, schedule });
  const rows = () => audited.map(({ outcome, persons, unresolved = 0, note }) => [outcome, persons, unresolved, note]);
  return { identity: door.identity, held, rows };
};

/** Finds the first of them whom the door lets the index tell of. */
const finding = (...all: readonly PersonIdentity[]): Pick<IdentityIndex, 'find'> => ({
  find: (_, knows = () => true) => {
    const told = all.filter(knows)[0];
    return Promise.resolve<Finding>(told ? { kind: 'one', person: told } : { kind: 'none' });
  },
});

const engineer = ask({ viewer: viewer('integration-engineer'), purpose: 'HOPERAT' });
const patient = ask({ viewer: viewer('patient', { nhsNumber: MAVIS, wards: [] }), purpose: 'PATRQT' });
const machine = (...scopes: ('observations' | 'demographics')[]): Ask =>
  ask({ viewer: viewer('machine', { scopes, wards: [] }), purpose: 'HOPERAT' });
const FORBIDDEN = { code: 'FORBIDDEN' };

describe('find', () => {
  test('of somebody: one row, at once', async () => {
    const { identity, held, rows } = look(finding(mavis));
    expect(await identity.find(byNumber, ask())).toMatchObject({ kind: 'one', person: { id: 'mavis' } });
    expect([rows(), held]).toEqual([[['answered', ['mavis'], 0, 'find by nhsNumber: one']], []]);
  });

  test.each([
    ['nobody', finding(), 'answered', []],
    ['somebody hidden', finding(hidden), 'refused', ['hidden']],
  ] as const)('of %s: none, with one row, at a step of the schedule', async (_, index, outcome, persons) => {
    const { identity, held, rows } = look(index);
    expect(await identity.find(byNumber, ask())).toEqual({ kind: 'none' });
    expect([rows(), held]).toEqual([[[outcome, persons, 0, 'find by nhsNumber: none']], [7]]);
  });

  test('of somebody who shares their number with somebody hidden: found, and both are on record', async () => {
    const { identity, rows } = look(finding(hidden, mavis));
    expect(await identity.find(byNumber, ask())).toMatchObject({ kind: 'one', person: { id: 'mavis' } });
    expect(rows()).toEqual([
      ['refused', ['hidden'], 0, 'find by nhsNumber: not told of'],
      ['answered', ['mavis'], 0, 'find by nhsNumber: one'],
    ]);
  });

  test('of several: none of them, on record', async () => {
    const { identity, rows } = look({ find: () => Promise.resolve({ kind: 'several', count: 2 }) });
    expect(await identity.find(byNumber, ask())).toEqual({ kind: 'several', count: 2 });
    expect(rows()).toEqual([['answered', [], 0, 'find by nhsNumber: several']]);
  });

  test('by a patient: themself; else one refusal for anybody, nobody and whoever is hidden, at a step, on record', async () => {
    const own = look(finding(mavis));
    expect(await own.identity.find(byNumber, patient)).toMatchObject({ kind: 'one' });
    const others = [finding(person('other')), finding(), finding(hidden), finding(hidden, person('other'))];
    const persons = [['other'], [], ['hidden'], ['other', 'hidden']];
    for (const [at, index] of others.entries()) {
      const { identity, held, rows } = look(index);
      await expect(identity.find(byNumber, patient)).rejects.toMatchObject(FORBIDDEN);
      expect([rows(), held]).toEqual([[['refused', persons[at], 0, 'find by nhsNumber: no relationship']], [7]]);
    }
  });

  test('a program without demographics finds whom it has an id of, and nobody by a number', async () => {
    const { identity } = look(finding(mavis));
    expect(await identity.find({ by: 'id', id: mavis.id }, machine('observations'))).toMatchObject({ kind: 'one' });
    await expect(identity.find(byNumber, machine('observations'))).rejects.toMatchObject(FORBIDDEN);
    await expect(identity.find({ by: 'id', id: mavis.id }, machine())).rejects.toMatchObject(FORBIDDEN);
  });
});

describe('search', () => {
  const among = (open: readonly PersonIdentity[], marked: readonly PersonIdentity[]) =>
    look({ search: (_, __, of) => Promise.resolve(of === 'open' ? open : marked) });
  const criteria = { family: 'TESTER', given: 'Mavis' };
  const NOTE = 'search by family, given';

  test('tells of nobody hidden, at a step; they are on record once', async () => {
    const { identity, held, rows } = among([mavis, hidden], [hidden, person('marked', { veryRestricted: true })]);
    expect((await identity.search(criteria, 10, ask())).map((one) => one.id)).toEqual(['mavis']);
    expect(rows()).toEqual([
      ['answered', ['mavis'], 0, NOTE],
      ['refused', ['hidden', 'marked'], 0, NOTE],
    ]);
    expect(held).toEqual([7]);
  });

  test('one whose mark was set between the two looks is told of no more', async () => {
    const { identity, rows } = among([person('p1')], [person('p1', { veryRestricted: true })]);
    expect(await identity.search(criteria, 10, ask())).toEqual([]);
    expect(rows()).toEqual([
      ['answered', [], 0, NOTE],
      ['refused', ['p1'], 0, NOTE],
    ]);
  });

  test('one whose mark was taken off between the two looks is told of at the next', async () => {
    const { identity, rows } = among([person('p1', { veryRestricted: true })], []);
    expect(await identity.search(criteria, 10, ask())).toEqual([]);
    expect(rows()).toEqual([
      ['answered', [], 0, NOTE],
      ['refused', ['p1'], 0, NOTE],
    ]);
  });

  test('of nobody hidden there is one row', async () => {
    const { identity, rows } = among([mavis], []);
    await identity.search(criteria, 10, ask());
    expect(rows()).toEqual([['answered', ['mavis'], 0, NOTE]]);
  });

  test('is refused to whom the role table gives no demographics, and to patients, on record', async () => {
    const { identity, rows } = among([mavis], []);
    await expect(identity.search(criteria, 10, engineer)).rejects.toMatchObject(FORBIDDEN);
    await expect(identity.search(criteria, 10, patient)).rejects.toMatchObject(FORBIDDEN);
    expect(rows()).toEqual([
      ['refused', [], 0, expect.stringContaining('integration-engineer')],
      ['refused', [], 0, 'search refused'],
    ]);
  });
});

describe('by ids', () => {
  const known: Readonly<Record<string, PersonIdentity>> = { mavis, hidden };
  const index = { byIds: (ids: readonly PersonId[]) => Promise.resolve(ids.map((one) => known[one] ?? null)) };

  test('whoever is known is told of without a row, at once', async () => {
    const { identity, held, rows } = look(index);
    expect(await identity.byIds([mavis.id], ask())).toEqual([mavis]);
    expect([rows(), held]).toEqual([[], []]);
  });

  test.each([
    [['mavis', 'nobody'], 'answered', [], 1],
    [['mavis', 'hidden'], 'refused', ['hidden'], 0],
    [['nobody', 'hidden', 'mavis'], 'refused', ['hidden'], 1],
  ] as const)('of %j those hidden are nobody, at a step, and on record', async (ids, outcome, persons, unresolved) => {
    const { identity, held, rows } = look(index);
    expect(await identity.byIds(ids.map(id), ask())).toEqual(ids.map((one) => (one === 'mavis' ? mavis : null)));
    expect([rows(), held]).toEqual([[[outcome, persons, unresolved, 'by id: none']], [7]]);
  });

  test('is refused to whom the role table lets read nothing of people', async () => {
    await expect(look(index).identity.byIds([mavis.id], engineer)).rejects.toMatchObject(FORBIDDEN);
  });
});

describe('by the subjects of records', () => {
  const subjects = ['mavis', 'hidden', 'in doubt'].map((value) => ({ identifiers: [{ system: 's', value }] }));
  const people: Readonly<Record<string, PersonIdentity>> = { mavis, hidden };
  const index: Partial<IdentityIndex> = {
    bySubjects: (of) => Promise.resolve(of.map(({ identifiers }) => people[identifiers[0]?.value ?? ''] ?? null)),
  };

  test('those hidden are in doubt like any other, and the first look of a request is on record', async () => {
    const { identity, rows } = look(index);
    const asking = ask();
    for (let times = 0; times < 2; times += 1)
      expect(await identity.bySubjects(subjects, asking)).toEqual([mavis, null, null]);
    expect(rows()).toEqual([['answered', ['mavis'], 2, 'subjects of records']]);
  });

  test('is refused to whom the role table lets read nothing of people', async () => {
    await expect(look(index).identity.bySubjects(subjects, engineer)).rejects.toMatchObject(FORBIDDEN);
  });
});

describe('candidate links', () => {
  const links = ['twin', 'hidden', 'gone'].map((one) => ({ person: id(one), reason: 'the same name' }));
  const known: Readonly<Record<string, PersonIdentity>> = { twin: person('twin'), hidden };
  const index: Partial<IdentityIndex> = {
    candidates: (ids) => Promise.resolve(ids.map((one) => (one === 'mavis' ? links : []))),
    byIds: (ids) => Promise.resolve(ids.map((one) => known[one] ?? null)),
  };

  test('lead to nobody hidden and to nobody who is gone; both sides are on record', async () => {
    const { identity, rows } = look(index);
    expect(await identity.candidates([mavis.id, id('other')], ask())).toEqual([links.slice(0, 1), []]);
    expect(rows()).toEqual([['answered', ['mavis', 'other', 'twin'], 0, 'candidate links']]);
  });

  test('are refused to patients', async () => {
    await expect(look(index).identity.candidates([mavis.id], patient)).rejects.toMatchObject(FORBIDDEN);
  });
});
