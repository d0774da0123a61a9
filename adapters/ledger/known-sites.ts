import type { Kysely } from 'kysely';
import type { Tables } from '../store';

/** Wards of an organisation that its feeds have told of, as `RWE|W12`, by code. */
export const knownSites = async (db: Kysely<Tables>, organisation: string): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom('projection')
    .select('ward')
    .distinct()
    .where('organisation', '=', organisation)
    .where('kind', 'in', ['wards', 'beds', 'encounters'])
    .where('ward', 'is not', null)
    .orderBy('ward')
    .execute();
  return rows.flatMap(({ ward }) => (ward === null || ward === '' ? [] : [`${organisation}|${ward}`]));
};
