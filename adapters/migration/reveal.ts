import type { Ask } from '../../schema/capabilities';
import { refuseInput } from '../../schema/errors';
import type { RevealedDifference } from '../../schema/migration/evidence';
import type { IdentityIndex } from '../identity';
import type { InstanceName } from '../../schema/identifiers';
import { reasonGiven } from '../../schema/reason';
import { valuesAreMasked } from '../access';
import type { Recorder } from '../routing';
import { openValues } from '../shadow';
import type { Store } from '../store';
import { openDifferenceId } from './comparisons';

export interface RevealMeans {
  readonly store: Store;
  readonly index: Pick<IdentityIndex, 'byIds'>;
  readonly recorder: Recorder;
  /** Differing values are kept under it (`differingKey`). */
  readonly key: Buffer;
}

const WHY_NOT: Readonly<Record<string, string>> = {
  restricted: 'difference is about somebody whose record is restricted; its values were never kept',
  'in-doubt': 'difference is about somebody who cannot be told; its values were never kept',
  expired: 'difference was kept for 14 days, and its values are gone',
};

/** One difference's values, once the audit names whom they are about. Never those of somebody restricted, then or now, or who holds a part of their record back. */
export const createReveal =
  ({ store, index, recorder, key }: RevealMeans) =>
  async (difference: string, reason: string, ask: Ask): Promise<RevealedDifference> => {
    await recorder.authorise('migration-content', ask);
    const record = (
      outcome: 'answered' | 'refused',
      of: Partial<Parameters<Recorder['answered']>[0]> & { readonly note: string },
    ): Promise<void> => recorder[outcome]({ ask, capability: 'migration-content', persons: [], instances: [], ...of });
    const work = async (): Promise<RevealedDifference> => {
      const given = reasonGiven(reason);
      const named = openDifferenceId(difference);
      const row = named
        ? await store.db
            .selectFrom('shadow_difference as d')
            .innerJoin('shadow_comparison as c', 'c.id', 'd.comparison')
            .select(['c.control', 'c.candidate', 'c.route', 'd.field'])
            .select(['d.unsealed_because', 'd.hash', 'd.nonce', 'd.sealed'])
            .where('d.comparison', '=', named.comparison)
            .where('d.position', '=', named.position)
            .executeTakeFirst()
        : undefined;
      if (row === undefined) return refuseInput('difference must be one that was found in the last 14 days');
      const { hash, nonce, sealed } = row;
      if (hash === null || nonce === null || sealed === null)
        return refuseInput(WHY_NOT[row.unsealed_because ?? 'expired'] ?? 'difference has no values');
      const { persons, control, candidate } = openValues(key, { hash, nonce, sealed });
      const known = await index.byIds(persons);
      const instances = [row.control, row.candidate] as InstanceName[];
      const about = { instances, persons: known.flatMap((person) => person?.id ?? []) };
      const note = `difference ${difference} of ${row.route} in ${row.field === '' ? 'a whole record' : row.field}`;
      // Some record may have called them restricted before the index has heard of it.
      const heard = await store.db
        .selectFrom('restricted_in_record')
        .select('person')
        .where('person', 'in', [...persons, ''])
        .execute();
      if (heard.length > 0 || known.some((person) => person === null || valuesAreMasked(person))) {
        await record('refused', { ...about, note: `${note}: not opened, the record is restricted: ${given}` });
        return refuseInput('difference is about somebody whose record is restricted; it is not opened');
      }
      await record('answered', { ...about, note: `${note}: opened: ${given}` });
      return { control, candidate, person: known[0]?.id ?? null };
    };
    return recorder.own('migration-content', work(), 'The ledger');
  };
