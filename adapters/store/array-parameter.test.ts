import fc from 'fast-check';
import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { byteaArray, jsonArray, jsonbArray, textArray } from './array-parameter';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const back = async (type: string, array: Buffer): Promise<unknown[]> => {
  const { rows } = await fresh.store.pool.query<{ one: unknown }>(
    `select one from unnest($1::${type}[]) with ordinality as sent (one, place) order by place`,
    [array],
  );
  return rows.map(({ one }) => one);
};

const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\u0000'));

test('texts, nulls among them, come out as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
      expect(await back('text', textArray(values))).toEqual(values);
    }),
    { numRuns: 25 },
  );
});

test.each([
  ['json', jsonArray],
  ['jsonb', jsonbArray],
])('documents (%s) come out as they went in', async (type, array) => {
  const document = fc.record({ is: fc.option(text), of: fc.array(fc.integer()), 'a "quoted" \\ key': fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(document), async (values) => {
      expect(await back(type, array(values.map((value) => JSON.stringify(value))))).toEqual(values);
    }),
    { numRuns: 25 },
  );
});

test('bytes come out as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array()), async (values) => {
      const buffers = values.map((value) => Buffer.from(value));
      expect(await back('bytea', byteaArray(buffers))).toEqual(buffers);
    }),
    { numRuns: 25 },
  );
});
