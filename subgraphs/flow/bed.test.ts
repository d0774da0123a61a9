import type { GraphQLResolveInfo } from 'graphql';
import type { Capability } from '../../schema/capabilities';
import { answerOf, contextOver, NOW } from '../context-under-test';
import { pathOf, type ReportedError, type SubgraphContext } from '../subgraph';
import { bedFields, bedNode } from './bed';
import { wardFields, wardNode } from './ward';

const source = { instance: 'pas@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' };
const W12 = { organisation: 'RWE', code: 'W12' } as never;
const bed = (code: string, more: object) => ({ key: `RWE|W12|${code}`, source, ward: W12, code, ...more });
const STOCK = [
  bed('B1', { name: 'Bed 1', status: 'occupied', visit: '1' }),
  bed('B2', { name: 'Bed 2', status: 'unoccupied' }),
];
const HELD = { complete: false, warnings: [{ code: 'MESSAGE_HELD', text: 'A message is held.' }] };

const failing = (capability: Capability) =>
  ({
    ...answerOf(capability, []),
    answer: { kind: 'failed', error: { code: 'SOURCE_UNAVAILABLE', message: 'No connection', retryable: true } },
  }) as never;
const held = (capability: Capability, value: readonly object[]) => {
  const whole = answerOf(capability, value, 'pas@RWE');
  return { ...whole, answer: { ...whole.answer, ...HELD } } as never;
};

const read = async (
  means: { readonly stock?: 'whole' | 'held'; readonly housekeeping?: 'down' },
  code: string,
  field: keyof typeof bedFields & string,
) => {
  const asked: string[] = [];
  const told: ReportedError[] = [];
  const context: SubgraphContext = {
    ...contextOver({
      place: (capability) => {
        asked.push(capability);
        if (capability === 'bed-housekeeping') return means.housekeeping ? [failing(capability)] : [answerOf(capability, [])]; // prettier-ignore
        return [means.stock === 'held' ? held(capability, STOCK) : answerOf(capability, STOCK, 'pas@RWE')];
      },
    }),
    report: (error) => told.push(error),
  };
  const list = { key: 'bed', prev: undefined, typename: undefined };
  const info = { path: { key: field, prev: list, typename: 'Bed' } } as GraphQLResolveInfo;
  const resolve = bedFields[field] as (...args: unknown[]) => unknown;
  const value = await resolve(bedNode(context, W12, code), {}, context, info);
  return { value, asked, errors: told.map(({ path, code: why }) => `${pathOf(path).join('.')} ${why}`) };
};

test('a bed’s name is the stock’s word: a ward that does not say how its beds are kept costs it nothing', async () => {
  expect(await read({ housekeeping: 'down' }, 'B2', 'name')).toEqual({
    ...{ value: 'Bed 2', asked: ['bed-state'], errors: [] },
  });
  expect((await read({ housekeeping: 'down' }, 'B2', 'occupant')).errors).toEqual([]);
  expect(await read({ housekeeping: 'down' }, 'B1', 'status')).toMatchObject({ value: 'OCCUPIED', errors: [] });
});

test('what rests on the ward’s word has the error, at its own path', async () => {
  expect(await read({ housekeeping: 'down' }, 'B2', 'status')).toMatchObject({
    ...{ value: 'UNKNOWN', errors: ['bed.status SOURCE_UNAVAILABLE'] },
  });
  expect(await read({ housekeeping: 'down' }, 'B1', 'sideRoom')).toMatchObject({
    ...{ value: null, errors: ['bed.sideRoom SOURCE_UNAVAILABLE'] },
  });
});

test('who lies in a bed may be old while a message is held; how the bed is called is not', async () => {
  expect((await read({ stock: 'held' }, 'B1', 'occupant')).errors).toEqual(['bed.occupant MESSAGE_HELD']);
  expect(await read({ stock: 'held' }, 'B1', 'name')).toMatchObject({ value: 'Bed 1', errors: [] });
  expect(await read({ stock: 'held' }, 'B9', 'name')).toMatchObject({ value: null, errors: ['bed.name MESSAGE_HELD'] });
  expect(await read({}, 'B9', 'name')).toMatchObject({ value: null, errors: [] });
});

test('a ward that is not known to a list which is not whole is not a ward without a name', async () => {
  const told: ReportedError[] = [];
  const context = { ...contextOver({ place: (capability) => [held(capability, [])] }), report: (error: ReportedError) => told.push(error) }; // prettier-ignore
  const info = { path: { key: 'name', prev: undefined, typename: 'Ward' } } as GraphQLResolveInfo;
  expect(await wardFields.name(wardNode(context, W12), {}, context, info)).toBeNull();
  expect(told).toMatchObject([{ code: 'MESSAGE_HELD', capability: 'wards', system: 'pas', organisation: 'RWE' }]);
});
