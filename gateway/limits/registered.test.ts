import { createOperations, type Operations } from '../../adapters/operations';
import { systemClock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import { operationId } from '../../schema/operation-id';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { textOf } from './registered';

const QUERY = 'query Viewer { viewer { name } }';

describe('registered operations', () => {
  let database: FreshDatabase;
  let operations: Operations;
  let elsewhere: Operations;
  beforeAll(async () => {
    database = await freshDatabase();
    operations = await createOperations(database.store, systemClock);
    elsewhere = await createOperations(database.store, systemClock);
  });
  afterAll(async () => {
    await Promise.all([operations.close(), elsewhere.close()]);
    await database.drop();
  });

  const code = (answer: string | GraphRefusal): string => (answer instanceof GraphRefusal ? answer.code : 'text');

  it('are asked by id, whichever way a client spells it, and in every process', async () => {
    const { id } = await operations.register('Viewer', QUERY, 'somebody');
    expect(id).toBe(operationId(QUERY));
    const ask = textOf(elsewhere, 'any');
    expect(await ask({ documentId: id })).toBe(QUERY);
    const sha256Hash = id.slice('sha256:'.length);
    expect(await ask({ extensions: { persistedQuery: { version: 1, sha256Hash } } })).toBe(QUERY);
    expect(await ask({ query: QUERY, extensions: { persistedQuery: { version: 1, sha256Hash } } })).toBe(QUERY);
  });

  it('are not made by sending a text with an id, nor is one text taken for another', async () => {
    const other = '{ __typename }';
    const ask = textOf(operations, 'any');
    expect(code(await ask({ query: other, documentId: operationId(QUERY) }))).toBe('BAD_USER_INPUT');
    expect(await ask({ query: other, documentId: operationId(other) })).toBe(other);
    expect(code(await ask({ documentId: operationId(other) }))).toBe('BAD_USER_INPUT');
    expect(code(await ask({}))).toBe('BAD_USER_INPUT');
  });

  it.each([[null], ['text'], [{}], [{ sha256Hash: 5 }]])(
    'are not named by %j in the extensions',
    async (persistedQuery) => {
      const find = jest.fn(() => Promise.resolve(null));
      const ask = textOf({ find }, 'any');
      expect(await ask({ query: QUERY, extensions: { persistedQuery } })).toBe(QUERY);
      expect(code(await ask({ extensions: { persistedQuery } }))).toBe('BAD_USER_INPUT');
      expect(find).not.toHaveBeenCalled();
    },
  );

  it('are the only ones answered where nothing else is, by text as by id', async () => {
    const ask = textOf(operations, 'registered');
    expect(await ask({ query: QUERY })).toBe(QUERY);
    expect(code(await ask({ query: `${QUERY} ` }))).toBe('FORBIDDEN');
    expect(code(await ask({ query: '{ __schema { types { name } } }' }))).toBe('FORBIDDEN');
  });

  it('are gone everywhere once removed, and back once registered again', async () => {
    const id = operationId(QUERY);
    const ask = textOf(elsewhere, 'registered');
    expect(await ask({ documentId: id })).toBe(QUERY);
    let tell = (): void => undefined;
    const heard = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const stop = await database.store.listen('operations', () => tell());
    expect([await operations.remove(id), await operations.remove(id)]).toEqual([true, false]);
    await heard;
    await stop();
    expect(code(await ask({ documentId: id }))).toBe('BAD_USER_INPUT');
    await operations.register('Viewer', QUERY, 'somebody');
    expect(await ask({ documentId: id })).toBe(QUERY);
    expect((await operations.list()).map(({ name }) => name)).toEqual(['Viewer']);
  });
});
