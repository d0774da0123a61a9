import { found } from '../../schema/answer';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { SealedPart } from '../../schema/privacy';
import type { Relationships } from '../relationships';
import type { Connected } from './systems';
import { ask, everybodysWard, live, person, route, told, underTest, viewer } from './door-under-test';

const LIMS = 'lims@RWE';

const everybodys: Relationships = {
  ...everybodysWard,
  of: (_, people) => Promise.resolve(people.map(() => ({ bases: new Set(['ward', 'self'] as const), grant: null }))),
};

/** Records in doubt that the laboratory is asked with, of a person who may have one that is another's, with these wishes. */
const askedWith = async (capability: 'lab-reports' | 'allergies', seals: readonly SealedPart[], asking = ask()) => {
  const asked: PersonIdentity[] = [];
  const source = (people: readonly PersonIdentity[]) => {
    asked.push(...people);
    return Promise.resolve(people.map(() => found([], live(LIMS))));
  };
  const lims = {
    kind: {
      kind: 'lims',
      provides: { [capability]: { from: 'projection', maxBatch: 10, asksAs: 'system', ttlMs: 0 } },
    },
    connection: { sources: { people: { [capability]: source }, places: {} } },
  } as unknown as Connected;
  const { door } = underTest([route(capability, LIMS)], { [LIMS]: lims }, { relationships: everybodys });
  const one = person('p1', { inDoubt: [{ instance: LIMS, recordId: 'RWE|S1', ...(seals.length > 0 && { seals }) }] });
  await told(door.forPeople(capability, [one], {}, asking));
  return asked.flatMap(({ inDoubt = [] }) => inDoubt.map(({ recordId }) => recordId));
};
const locked = (more: Partial<SealedPart> = {}): SealedPart => ({ kind: 'sealed-and-locked', ...more });

test('a record in doubt goes with whom the system is asked about, a sealed one too: of a seal is spoken', async () => {
  expect(await askedWith('lab-reports', [])).toEqual(['RWE|S1']);
  expect(await askedWith('lab-reports', [{ kind: 'sealed' }])).toEqual(['RWE|S1']);
});

test('of one that somebody locked nothing is told, to nobody', async () => {
  const patient = ask({ viewer: viewer('patient', { wards: [] }), purpose: 'PATRQT' });
  for (const asking of [ask(), patient]) {
    expect(await askedWith('lab-reports', [locked()], asking)).toEqual([]);
    expect(await askedWith('lab-reports', [locked({ capability: 'lab-reports', instance: LIMS })], asking)).toEqual([]);
  }
});

test('a lock on something else, or where a gap is always spoken of, takes nothing away', async () => {
  expect(await askedWith('lab-reports', [locked({ capability: 'documents' })])).toEqual(['RWE|S1']);
  expect(await askedWith('lab-reports', [locked({ instance: 'ris@RWE', capability: 'imaging-reports' })])).toEqual([
    'RWE|S1',
  ]);
  expect(await askedWith('allergies', [locked()])).toEqual(['RWE|S1']);
});
