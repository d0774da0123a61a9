import { parse } from 'graphql';
import { compose } from '../../schema/compose';
import { GraphRefusal } from '../../schema/errors';
import { withSharedValues } from '../../schema/sdl';
import type { Instant } from '../../schema/time';
import { scalars } from '../../subgraphs/scalars';
import type { ReferenceResolver, Resolver, ResolverMap, Subgraph } from '../../subgraphs/subgraph';

/** Three subgraphs shaped like the real ones: entities inside nested lists, filled by the others. */
interface Reference {
  readonly id: string;
}

const sdl = {
  patients: `
    type Query { patient(id: ID): Patient  patients: [Patient!]  search(term: NhsNumber): Patient }
    type Patient @key(fields: "id") { id: ID!  name: String  mood: String }`,
  encounters: `
    type Query { wards: [Ward!]  whoIsIn: [Guest!]  stays(filter: StayFilter, first: Int): [Stay!] }
    input StayFilter { kinds: [Kind!] }
    enum Kind { DAY_CASE IN_PATIENT }
    type Ward @key(fields: "id") { id: ID!  name: String  stays: [Stay!] }
    type Stay { bed: String  patient: Patient  visitor: Guest }
    union Guest = Patient | Relative
    type Relative { name: String @shareable }
    type Patient @key(fields: "id") { id: ID!  stay: Stay }`,
  allergies: `
    type Query { allergyCodes: [String!] }
    type Patient @key(fields: "id") { id: ID!  allergies: AllergyList  severity: String }
    type AllergyList { nodes: [Allergy!]!  status: String! }
    type Allergy { text: String  recorder: String }
    type Ward @key(fields: "id") { id: ID!  alerts: Int }`,
};

const asOf = '2026-11-20T09:00:00.000Z' as Instant;

const patients: ResolverMap = {
  Query: {
    patient: ((_source, { id }) => ({ id })) as Resolver<unknown, { id: string }>,
    patients: () => [{ id: 'p1' }, { id: 'p2' }],
    search: () => {
      throw new GraphRefusal('AMBIGUOUS_IDENTITY', 'Two people answer to this number.');
    },
  },
  Patient: {
    __resolveReference: (({ id }) => ({ id })) as ReferenceResolver,
    name: ((source) => `Name of ${source.id}`) as Resolver<Reference>,
    mood: (() => {
      throw new Error('a secret about 9990000018');
    }) as Resolver,
  },
};

const stays = [
  { bed: 'A1', patient: { id: 'p1' }, visitor: { __typename: 'Relative', name: 'Aunt' } },
  { bed: 'A2', patient: null, visitor: { __typename: 'Patient', id: 'p3' } },
  { bed: 'A3', patient: { id: 'p2' }, visitor: null },
];

const encounters: ResolverMap = {
  Query: {
    wards: () => [
      { id: 'w1', name: 'Ward 1', stays: [] },
      { id: 'w2', name: 'Ward 2', stays },
    ],
    whoIsIn: () => [
      { __typename: 'Relative', name: 'Aunt' },
      { __typename: 'Patient', id: 'p2' },
    ],
    stays: () => stays,
  },
  Patient: {
    __resolveReference: (({ id }) => ({ id })) as ReferenceResolver,
    stay: ((source) => stays.find(({ patient }) => patient?.id === source.id) ?? null) as Resolver<Reference>,
  },
};

const allergies: ResolverMap = {
  Query: { allergyCodes: () => ['716186003'] },
  Patient: {
    __resolveReference: (({ id }) => {
      if (id === 'gone') throw new GraphRefusal('FORBIDDEN', 'Not for this role.');
      return { id };
    }) as ReferenceResolver,
    allergies: ((source, _args, context, { path }) => {
      const gp = { capability: 'allergies', system: 'systmone', organisation: 'C82999' };
      const ward = { capability: 'allergies', system: 'nervecentre', organisation: 'RWE' };
      context.answered({ path, ...ward, answer: 'FOUND', freshness: 'LIVE', asOf, ms: 40 });
      if (source.id !== 'p2') return { nodes: [{ text: 'Penicillin' }], status: 'COMPLETE' };
      const failed = { ...gp, path, code: 'SOURCE_TIMEOUT' } as const;
      context.answered({ ...failed, answer: 'FAILED', ms: 800 });
      context.report({ ...failed, message: 'One source did not answer' });
      context.report({ ...failed, message: 'One source did not answer' });
      return { nodes: [{ text: 'Latex' }], status: 'PARTIAL' };
    }) as Resolver<Reference>,
    severity: () => 'LOW',
  },
  Allergy: {
    recorder: (() => {
      throw new GraphRefusal('SOURCE_REFUSED', 'The recorder is not shown.');
    }) as Resolver,
  },
  Ward: { __resolveReference: (({ id }) => ({ id })) as ReferenceResolver, alerts: () => 3 },
};

export const SUBGRAPHS = ['patients', 'encounters', 'allergies'] as const;
export type FakeName = (typeof SUBGRAPHS)[number];
const resolvers: Record<FakeName, ResolverMap> = { patients, encounters, allergies };

export const fakeSubgraph = (name: FakeName): Subgraph => ({
  name,
  typeDefs: parse(withSharedValues(sdl[name])),
  resolvers: { ...scalars, ...resolvers[name] },
});

export const fakeSupergraph = (): string =>
  compose(SUBGRAPHS.map((name) => ({ name, sdl: withSharedValues(sdl[name]) })));
