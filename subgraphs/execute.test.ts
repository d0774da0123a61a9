import { parse } from 'graphql';
import type { Ask, Door } from '../schema/capabilities';
import { withSharedValues } from '../schema/sdl';
import { executable, executeSubgraph } from './execute';

const typeDefs = parse(withSharedValues('type Query { ward: String }'));
const subgraph = () =>
  executable({ name: 'wards', typeDefs, resolvers: { Query: { ward: () => 'W12' } } }, { error: () => undefined });

test('an operation that is asked by the empty name is none, also once the same text was asked without a name', async () => {
  const wards = subgraph();
  const context = { ask: {} as Ask, door: {} as Door };
  const ask = (operationName: string | undefined) =>
    executeSubgraph(wards, { query: 'query Ward { ward }', operationName, context });
  const refused = { errors: [{ message: 'Unknown operation named "".' }] };
  expect(await ask('')).toMatchObject(refused);
  expect(await ask(undefined)).toMatchObject({ data: { ward: 'W12' } });
  expect(await ask('')).toMatchObject(refused);
  expect(await ask('Ward')).toMatchObject({ data: { ward: 'W12' } });
});

test('the same text with another switch is another operation', async () => {
  const wards = subgraph();
  const context = { ask: {} as Ask, door: {} as Door };
  const ask = (named: boolean) =>
    executeSubgraph(wards, {
      query: 'query Ward($named: Boolean!) { ward @include(if: $named) __typename }',
      variables: { named },
      context,
    });
  expect(await ask(true)).toEqual({ data: { ward: 'W12', __typename: 'Query' } });
  expect(await ask(false)).toEqual({ data: { __typename: 'Query' } });
  expect(await ask(true)).toEqual({ data: { ward: 'W12', __typename: 'Query' } });
});
