import { testAsk } from '../../gateway/testing/ask';
import type { AccessPage, RelationshipBasis } from '../../schema/access';
import type { Capability, Finding } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NhsNumber, OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Standing } from '../relationships';
import { asToldToPatient, whoseReads } from './reads-of-mine';

const personOf = (id: string, more: Partial<PersonIdentity> = {}): PersonIdentity => ({
  ...{ id: id as PersonId, mergedIds: [], nhsNumberVerified: true },
  ...{ identifiers: [], records: [], restricted: false, epoch: 1 },
  ...more,
});
const mother = personOf('pt_m', { mergedIds: ['pt_m_before' as PersonId] });
const child = personOf('pt_c');
const hidden = personOf('pt_h', { veryRestricted: true });
const nhsNumber = '9990000018' as NhsNumber;
const FORBIDDEN = { code: 'FORBIDDEN' };

const standing = (basis: RelationshipBasis, proxyFor?: Capability): Standing => ({
  ...{ bases: new Set([basis]), grant: null },
  ...(proxyFor && { proxyFor: new Set([proxyFor]) }),
});
const NONE: Standing = { bases: new Set(), grant: null };

interface World {
  readonly role: 'patient' | 'carer';
  readonly nhsNumber?: NhsNumber;
  readonly finding?: Finding;
  readonly proxies?: readonly PersonIdentity[];
  readonly unknown?: readonly PersonId[];
  readonly standings?: Readonly<Record<string, Standing>>;
}

const ask = async (world: World, patient?: string) => {
  const { viewer } = testAsk();
  const { role, proxies = [], unknown = [], standings = {} } = world;
  const own = { role, ...(world.nhsNumber && { nhsNumber: world.nhsNumber }) };
  const person = await whoseReads(testAsk({ viewer: { ...viewer, ...own } }), patient as PersonId | undefined, {
    identity: {
      find: () => Promise.resolve(world.finding ?? { kind: 'none' }),
      byIds: (ids) => Promise.resolve(ids.map((id) => proxies.find((each) => each.id === id) ?? null)),
    },
    relationships: {
      of: (_viewer, people) => Promise.resolve(people.map(({ id }) => standings[id] ?? NONE)),
      proxiesOf: () => Promise.resolve([...proxies.map(({ id }) => id), ...unknown]),
      isStale: () => Promise.resolve(false),
    },
  });
  return person.id;
};

const patient: World = {
  ...{ role: 'patient', nhsNumber, finding: { kind: 'one', person: mother } },
  ...{ standings: { pt_m: standing('self') } },
};
const carer: World = {
  ...{ role: 'carer', nhsNumber, proxies: [mother, child], finding: { kind: 'one', person: personOf('pt_carer') } },
  ...{ standings: { pt_m: standing('proxy'), pt_c: standing('proxy'), pt_carer: standing('self') } },
};

test.each<[string, World, string | undefined, string]>([
  ['themself', patient, undefined, 'pt_m'],
  ['themself, by name', patient, 'pt_m', 'pt_m'],
  ['themself, by an id of before', patient, 'pt_m_before', 'pt_m'],
  ['whom a carer means', carer, 'pt_c', 'pt_c'],
  ['the only one of a carer', { ...carer, proxies: [child] }, undefined, 'pt_c'],
  [
    'the only one whom the index knows',
    { ...carer, proxies: [child], unknown: ['pt_x' as PersonId] },
    undefined,
    'pt_c',
  ],
])('the reads are of %s', async (_who, world, named, id) => {
  expect(await ask(world, named)).toBe(id);
});

test.each<[string, World, string | undefined]>([
  ['somebody else, by a patient', patient, 'pt_c'],
  [
    'a number that the token does not have',
    { role: 'patient', finding: { kind: 'one', person: mother }, standings: { pt_m: standing('self') } },
    undefined,
  ],
  ['a number that several have', { ...patient, finding: { kind: 'several', count: 2 } }, undefined],
  ['a person who is not the viewer after all', { ...patient, standings: {} }, undefined],
  ['whom a patient holds proxy for', { ...patient, standings: { pt_m: standing('proxy') } }, undefined],
  ['themself, by a carer', carer, 'pt_carer'],
  ['whom a carer holds no proxy for any more', { ...carer, standings: { pt_m: standing('proxy') } }, 'pt_c'],
  [
    'a record of which a carer may read a part',
    { ...carer, standings: { pt_c: standing('proxy', 'allergies') } },
    'pt_c',
  ],
  [
    'whoever is hidden, by their carer',
    { ...carer, proxies: [hidden], standings: { pt_h: standing('proxy') } },
    'pt_h',
  ],
  ['nobody, by a carer of nobody', { ...carer, proxies: [] }, undefined],
])('%s: refused, with one sentence for all', async (_whom, world, named) => {
  await expect(ask(world, named)).rejects.toMatchObject({
    ...FORBIDDEN,
    message: 'Only your own record can be asked about.',
  });
});

test('a carer of two says which', async () => {
  await expect(ask(carer)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('a patient is told who looked by role and organisation, and no name', () => {
  const at = '2026-11-20T10:00:00.000Z' as Instant;
  const told = { at, role: 'nurse', organisation: 'RWE' as OdsCode, purpose: 'TREAT' as const };
  const read = { ...told, capabilities: ['allergies'], outcome: 'answered' as const };
  const page: AccessPage = {
    events: [
      {
        ...{ ...read, requestId: 'r-1', userId: 'u-1', userName: 'A Nurse', client: 'app', operation: 'Q' },
        ...{ instances: [], people: 1, notes: ['a note'] },
      },
    ],
    hasNextPage: true,
    endCursor: 'c',
  };
  expect(asToldToPatient({ reads: page })).toEqual({ reads: [read], hasNextPage: true, endCursor: 'c' });
});
