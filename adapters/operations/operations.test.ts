import type { KyselyPlugin } from 'kysely';
import { systemClock } from '../../schema/clock';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import { createOperations, type Operations } from './operations';

describe('registered operations', () => {
  let fresh: FreshDatabase;
  const open: Operations[] = [];
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(async () => {
    await Promise.all(open.map((each) => each.close()));
    await fresh.drop();
  });

  test('one that is removed while another process reads it is not kept by that process', async () => {
    let arrived = (): void => undefined;
    let release = (): void => undefined;
    const read = new Promise<void>((resolve) => (arrived = resolve));
    const held = new Promise<void>((resolve) => (release = resolve));
    const slowly: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        arrived();
        await held;
        return result;
      },
    };
    const { store } = fresh;
    const here = await createOperations(store, systemClock);
    const there = await createOperations({ ...store, db: store.db.withPlugin(slowly) }, systemClock);
    open.push(here, there);
    const { id } = await here.register('Ward', 'query Ward { wards { id } }', 'a test');

    const before = there.find(id);
    await read;
    let heard = (): void => undefined;
    const told = new Promise<void>((resolve) => (heard = resolve));
    // Listens last, so the others have been told by then.
    await store.listen('operations', () => heard());
    await here.remove(id);
    await told;
    release();
    expect(await before).toContain('wards');
    expect(await there.find(id)).toBeNull();
  });
});
