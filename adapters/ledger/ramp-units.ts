import { sql } from 'kysely';
import { now, type Clock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { PersonId } from '../../schema/identifiers';
import type { Store } from '../store';

/** Which people come first on a ramp. */
export interface RampUnits {
  /**
   * 0 to 99 for each, same order. Stored when a person is first met on a ramp, and theirs for good: by their id in the
   * index, so a changed number moves nobody. Of people who were merged, the survivor's holds; one who had none yet takes
   * over the oldest of those merged into them. Throws when the store cannot be asked.
   */
  bucketsOf(people: readonly Pick<PersonIdentity, 'id'>[]): Promise<readonly number[]>;
}

/** Buckets remembered in this process; they never change, so the oldest is let go for room alone. */
const REMEMBERED = 100_000;

export const createRampUnits = ({ store, clock }: { readonly store: Store; readonly clock: Clock }): RampUnits => {
  const known = new Map<PersonId, number>();

  const read = async (ids: readonly PersonId[]): Promise<void> => {
    const rows = await store.db
      .selectFrom('ramp_unit')
      .select(['person', 'bucket'])
      .where('person', 'in', ids)
      .execute();
    for (const { person, bucket } of rows) known.set(person as PersonId, bucket);
  };

  const firstMet = async (ids: readonly PersonId[]): Promise<void> => {
    await sql`insert into ramp_unit (person, bucket, at)
      select asked.person, coalesce(
        (select u.bucket from person as p join ramp_unit as u on u.person = p.id
          where p.merged_into = asked.person order by u.at, p.age limit 1),
        ramp_bucket(asked.person)), ${now(clock)}::timestamptz
      from unnest(${[...ids].sort()}::text[]) as asked (person)
      on conflict (person) do nothing`.execute(store.db);
    // Read again: another process may have met them in the same moment, and its row stands.
    await read(ids);
  };

  return {
    bucketsOf: async (people) => {
      const missing = [...new Set(people.map(({ id }) => id))].filter((id) => !known.has(id));
      if (missing.length > 0) await read(missing);
      const unmet = missing.filter((id) => !known.has(id));
      if (unmet.length > 0) await firstMet(unmet);
      const buckets = people.map(({ id }) => {
        const bucket = known.get(id);
        if (bucket === undefined) throw new Error('A person on a ramp has no bucket');
        return bucket;
      });
      for (const id of known.keys())
        if (known.size > REMEMBERED) known.delete(id);
        else break;
      return buckets;
    },
  };
};
