import { execute, parse, validate, type ExecutionResult } from 'graphql';
import type { Ask, Door } from '../../schema/capabilities';
import { withSharedValues } from '../../schema/sdl';
import { executable } from '../execute';
import { pathOf, type Resolver, type SubgraphContext } from '../subgraph';
import { planOperation } from './operation-plan';
import { runOperation } from './run-operation';
import { switchedOn, switchesOf } from './switches';

/** Every way a value can come, and go wrong: at once or late, plain or by a resolver, null where it may and may not. */
const typeDefs = parse(
  withSharedValues(`
    directive @own on FIELD
    type Query { thing(kind: String = "plain", size: Int): Thing  things: [Thing!]  maybe: [Thing]  any: [Either]
      sure: Thing!  odd: [[Int]]  named: [Named]  broken: [Thing!] }
    type Mutation { add(id: ID!): Thing  sure(id: ID!): Thing!  broken: [Thing!] }
    interface Named { name: String }
    type Thing implements Named @key(fields: "id") { id: ID!  name: String  must: String!  late: String  lateMust: String!
      number: Int  tags: [String!]  inner: Thing  inners: [Thing!]!  where: String  echo(text: String!, n: Int): String  on: Instant }
    type Other implements Named @key(fields: "id") { id: ID!  name: String  must: String }
    union Either = Thing | Other`),
);

const thing = (id: string): Record<string, unknown> => ({
  __typename: 'Thing',
  id,
  name: `Thing ${id}`,
  must: 'm',
  number: 3,
  tags: ['a', 'b'],
  on: '2026-11-20T09:00:00.000Z',
  inner: { id: `${id}i`, must: null, name: 'inner', tags: ['x', null], number: 'no number' },
  inners: [{ id: '1', must: 'm' }, Promise.resolve({ id: '2', must: () => 'by a method' })],
});

/** What mutations did, in their order. */
let done: string[] = [];

/** What was under way and has ended. */
const ended: string[] = [];
const endsLate = (): Promise<never> =>
  new Promise((_, reject) =>
    setImmediate(() => {
      ended.push('late');
      reject(new Error('late'));
    }),
  );

const subgraph = executable(
  {
    name: 'things',
    typeDefs,
    resolvers: {
      Query: {
        thing: ((_source, { kind, size }) => (kind === 'none' ? null : { ...thing(kind), number: size })) as Resolver<
          unknown,
          { kind: string; size?: number }
        >,
        things: () => Promise.resolve([thing('1'), thing('2')]),
        maybe: () => [thing('1'), null, new Error('broken'), Promise.reject(new Error('late')), undefined],
        any: () => [thing('1'), { __typename: 'Other', id: 'o', name: 'Other' }, { __typename: 'Ward' }, {}],
        named: () => new Set([thing('1'), { __typename: 'Other', name: 'Other' }]),
        sure: () => null,
        broken: () => [
          { id: '1', must: endsLate },
          { id: '2', must: null },
        ],
        odd: () => [[1, null], null, 'no list', []],
      },
      Mutation: {
        add: (async (_source, { id }) => {
          done.push(`${id} begun`);
          await new Promise((resolve) => setImmediate(resolve));
          done.push(`${id} ended`);
          return thing(id);
        }) as Resolver<unknown, { id: string }>,
        sure: ((_source, { id }) => {
          done.push(id);
          return null;
        }) as Resolver<unknown, { id: string }>,
        broken: () => [
          { id: '1', must: endsLate },
          { id: '2', must: null },
        ],
      },
      Thing: {
        __resolveReference: (({ id }: { id: string }) => {
          if (id === 'bad') throw new Error('bad id');
          return id === 'late' ? Promise.resolve(thing(id)) : id === 'gone' ? null : thing(id);
        }) as (...args: never[]) => unknown,
        late: ((source) => Promise.resolve(`late ${source.id}`)) as Resolver<{ id: string }>,
        lateMust: (() => Promise.resolve(null)) as Resolver,
        where: ((_source, _args, _context, { path, fieldName, parentType, returnType }) =>
          [...pathOf(path), fieldName, parentType.name, String(returnType)].join('.')) as Resolver,
        echo: ((_source, args) => JSON.stringify(args)) as Resolver<unknown, object>,
      },
      Other: { __resolveReference: () => ({ id: 'o' }) },
    },
  },
  { error: () => undefined },
);

const context: SubgraphContext = {
  ask: {} as Ask,
  door: {} as Door,
  once: (_key, make) => make(),
  report: () => undefined,
  answered: () => undefined,
  underGrant: () => undefined,
};

const ENTITIES = 'query E($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Thing { name must } } }';
const references = (...ids: readonly string[]) => ({ r: ids.map((id) => ({ __typename: 'Thing', id })) });

const { schema } = subgraph;
const planned = (query: string, variables: Readonly<Record<string, unknown>> = {}) => {
  const document = parse(query, { noLocation: true });
  expect(validate(schema, document)).toEqual([]);
  const on = switchedOn(document, undefined, switchesOf(document), variables);
  return { document, plan: on && planOperation(schema, document, undefined, on) };
};

const comparable = ({ data, errors }: ExecutionResult) => ({
  // As text: the order of fields is part of the answer.
  data: JSON.stringify(data),
  errors: (errors ?? []).map(({ message, path }) => `${path?.join('.') ?? '-'} ${message.split('"')[0]}`).sort(),
});

const SWITCHED = `query Q($more: Boolean!, $less: Boolean = false) {
  thing { id ...M @include(if: $more) ... @skip(if: $less) { late } inners @include(if: $more) { must @skip(if: $less) id } }
} fragment M on Thing { name where }`;

const cases: readonly (readonly [what: string, query: string, variables?: Record<string, unknown>])[] = [
  ['plain fields, aliases, types', '{ thing { n: name __typename t: __typename id number on tags } }'],
  ['defaults and literals', '{ thing(size: 4) { id number echo(text: "a") } other: thing(kind: "x") { id } }'],
  [
    'variables',
    'query Q($n: Int, $k: String) { thing(kind: $k, size: $n) { number echo(text: "t", n: $n) } }',
    { n: 7 },
  ],
  ['variables that are null', 'query Q($n: Int) { things { echo(text: "t", n: $n) } }', { n: null }],
  ['a variable that does not fit', 'query Q($n: Int) { thing(size: $n) { id } }', { n: 'many' }],
  ['nothing there', '{ thing(kind: "none") { id } }'],
  ['late lists and late items', '{ things { id late inners { id must late } } }'],
  ['null where none may stand', '{ thing { name inner { name must } } }'],
  ['null in a list of non-nulls, and a leaf that is none', '{ thing { inner { name tags number } } }'],
  ['errors among items', '{ maybe { id name } }'],
  ['a late null where none may stand', '{ thing { id lateMust } things { lateMust late } }'],
  ['a root that must be', '{ thing { late } sure { id } }'],
  ['lists of lists', '{ odd }'],
  ['unions and types that cannot be', '{ any { __typename ... on Thing { id must } ... on Other { id m: must } } }'],
  [
    'interfaces and named fragments',
    '{ named { ...N ...N } } fragment N on Named { name ... on Thing { id inner { id } } }',
  ],
  ['one key, merged', '{ thing { inner { id } ...M } } fragment M on Thing { inner { name late } inner { id } }'],
  ['where a resolver stands', '{ things { where w: where inner { where } inners { where } } }'],
  ['entities', ENTITIES, references('1', 'late', 'gone', '1')],
  [
    'what is left out by a literal',
    '{ thing { id name @skip(if: true) number @include(if: false) on @include(if: true) } }',
  ],
  ['what a variable leaves out', SWITCHED, { more: false }],
  ['what a variable lets stand', SWITCHED, { more: true, less: true }],
  [
    'one key, here left out and there not',
    'query Q($a: Boolean!) { thing { inner @skip(if: $a) { id } inner { name } } }',
    { a: true },
  ],
  ['nothing at all', 'query Q($a: Boolean!) { thing @include(if: $a) { id } }', { a: false }],
  [
    'one fragment, here spread and there not, in a union and in a list',
    `query Q($a: Boolean!) { any { ...T @include(if: $a) ... on Other @skip(if: $a) { id } } thing { ...T @skip(if: $a) inners { ...T @include(if: $a) } } }
      fragment T on Thing { id must @skip(if: $a) where }`,
    { a: true },
  ],
  [
    'mutations, one of them merged of what is left out and what is not',
    `mutation Q($a: Boolean!) { add(id: "1") @skip(if: $a) { id } ...M last: add(id: "3") { where @skip(if: $a) id } }
      fragment M on Mutation { add(id: "1") { late inner { must } } more: add(id: "2") @include(if: $a) { lateMust } }`,
    { a: true },
  ],
  ['mutations', 'mutation { add(id: "1") { id must } again: add(id: "2") { late } __typename }'],
  [
    'a mutation after one that breaks all',
    'mutation { add(id: "1") { id } sure(id: "2") { id } last: add(id: "3") { id } }',
  ],
];

// Not spread by Jest: it would take a parameter without a value for its `done`.
test.each(cases.map(([what, query, variables = {}]) => ({ what, query, variables })))(
  'as graphql-js: $what',
  async ({ query, variables }) => {
    const { document, plan } = planned(query, variables);
    if (!plan) throw new Error('This was to be planned');
    done = [];
    const oracle = await execute({ schema, document, contextValue: context, variableValues: variables });
    const did = done;
    // Twice: what one request learned must not change the next.
    for (const _time of ['first', 'second']) {
      done = [];
      expect(comparable(await runOperation(schema, plan, variables, context))).toEqual(comparable(oracle));
      expect(done).toEqual(did);
    }
  },
);

test('one reference that is nonsense costs its own entity only', async () => {
  const { plan } = planned(ENTITIES);
  const answer = plan && (await runOperation(schema, plan, references('bad', '2'), context));
  expect(answer?.data).toEqual({ _entities: [null, { __typename: 'Thing', name: 'Thing 2', must: 'm' }] });
  expect(answer?.errors?.map(({ path }) => path)).toEqual([['_entities', 0]]);
});

test.each(['{ broken { must } }', '{ broken @skip(if: false) { must } }', 'mutation { broken { must } }'])(
  'an item that breaks its list is told once those under way have ended, and nothing of theirs is left unheard: %s',
  async (query) => {
    ended.length = 0;
    const { plan } = planned(query);
    const answer = plan && (await runOperation(schema, plan, {}, context));
    expect(ended).toEqual(['late']);
    expect(answer?.data).toEqual({ broken: null });
    expect(answer?.errors?.map(({ path }) => path)).toEqual([['broken', 1, 'must']]);
  },
);

test.each(['{ thing { id @own } }', '{ __schema { queryType { name } } }', '{ __proto__: thing { id } }'])(
  'left to graphql-js: %s',
  (query) => expect(planned(query).plan).toBeNull(),
);

test.each([{}, { a: null }, { a: 'yes' }])(
  'left to graphql-js: a switch that is neither on nor off, %j',
  (variables) => {
    const { plan } = planned('query Q($a: Boolean!) { thing { id @skip(if: $a) } }', variables);
    expect(plan).toBeNull();
  },
);
