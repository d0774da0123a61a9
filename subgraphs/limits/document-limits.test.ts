import { buildSchema, parse, validate } from 'graphql';
import { documentRules, isTooCostly, type Limits } from './document-limits';

const SCHEMA = buildSchema('type Query { a: Query  b: Query  id: ID }');
const UNBOUND: Limits = { depth: 99, breadth: 99, rootFields: 99, aliases: 99, directives: 99, tokens: 99, cost: 99 };
const refused = (query: string, bound: Partial<Limits>): boolean =>
  validate(SCHEMA, parse(query), documentRules({ ...UNBOUND, ...bound })).some(isTooCostly);

test.each<[string, string, Partial<Limits>, Partial<Limits>]>([
  ['levels', '{ a { b { id } } }', { depth: 3 }, { depth: 2 }],
  ['what introspection selects is no level', '{ a { b { __typename } } }', { depth: 2 }, { depth: 1 }],
  ['levels in an inline fragment', '{ ... { a { id } } }', { depth: 2 }, { depth: 1 }],
  ['levels in a fragment', '{ a { ...F } } fragment F on Query { b { id } }', { depth: 3 }, { depth: 2 }],
  [
    'the levels of a fragment that was measured before',
    '{ ...F a { ...F } } fragment F on Query { b { id } }',
    { depth: 3 },
    { depth: 2 },
  ],
  ['aliases', '{ x: id y: id }', { aliases: 2 }, { aliases: 1 }],
  ['directives', '{ id @skip(if: false) @include(if: true) }', { directives: 2 }, { directives: 1 }],
  ['fields of one selection', '{ a { id a { id } b { id } } }', { breadth: 3 }, { breadth: 2 }],
  ['fields of the root', '{ id a { id } }', { rootFields: 2 }, { rootFields: 1 }],
])('%s: as many as the bound pass, and one more does not', (_what, query, enough, tooFew) => {
  expect([refused(query, enough), refused(query, tooFew)]).toEqual([false, true]);
});

test('a fragment that nobody wrote has no levels, and is refused for what it is', () => {
  const errors = validate(SCHEMA, parse('{ ...Nowhere }'), documentRules(UNBOUND));
  expect(errors.map(isTooCostly)).toEqual([]);
});
