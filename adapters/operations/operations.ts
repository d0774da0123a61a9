import { now, type Clock } from '../../schema/clock';
import { operationId } from '../../schema/operation-id';
import { notify, type Store } from '../store';

export interface RegisteredOperation {
  readonly id: string;
  readonly name: string;
  readonly registeredBy: string;
}

/** The operations that clients may ask by id. */
export interface Operations {
  /** The text of a registered operation; null when it is not, or no longer, registered. */
  find(id: string): Promise<string | null>;
  /** Registered twice is once; registered again after it was removed, it counts again. */
  register(name: string, text: string, by: string): Promise<RegisteredOperation>;
  /** False when there was none. In every process at once. */
  remove(id: string): Promise<boolean>;
  list(): Promise<readonly RegisteredOperation[]>;
  close(): Promise<void>;
}

const CHANNEL = 'operations';
const MOST_KEPT = 2_000;

export const createOperations = async (store: Store, clock: Clock): Promise<Operations> => {
  // Only what was found is kept: an unknown id is asked for anew, or one just registered would stay unknown.
  let kept = new Map<string, string>();
  const stop = await store.listen(CHANNEL, () => {
    kept = new Map();
  });
  return {
    find: async (id) => {
      const known = kept.get(id);
      if (known !== undefined) return known;
      // What was read before something was removed must not be kept after it.
      const readFor = kept;
      const row = await store.db
        .selectFrom('operation')
        .select('text')
        .where('id', '=', id)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      if (row && readFor.size < MOST_KEPT) readFor.set(id, row.text);
      return row?.text ?? null;
    },
    register: async (name, text, by) => {
      const id = operationId(text);
      await store.db
        .insertInto('operation')
        .values({ id, name, text, registered_by: by, registered_at: now(clock) })
        .onConflict((row) =>
          row
            .column('id')
            .doUpdateSet({ registered_by: by, registered_at: now(clock), removed_at: null })
            .where('operation.removed_at', 'is not', null),
        )
        .execute();
      return { id, name, registeredBy: by };
    },
    remove: (id) =>
      store.db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('operation')
          .set({ removed_at: now(clock) })
          .where('id', '=', id)
          .where('removed_at', 'is', null)
          .executeTakeFirst();
        await notify(trx, CHANNEL, id);
        return numUpdatedRows > 0n;
      }),
    list: async () => {
      const rows = await store.db
        .selectFrom('operation')
        .select(['id', 'name', 'registered_by'])
        .where('removed_at', 'is', null)
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.map(({ id, name, registered_by }) => ({ id, name, registeredBy: registered_by }));
    },
    close: stop,
  };
};
