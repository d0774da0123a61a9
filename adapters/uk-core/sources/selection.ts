import type { Selection } from '../../../schema/capabilities';
import type { Query, UkCoreServer } from '../server';

/** FHIR search on a date: the window, half open. */
export const during = (parameter: string, { window }: Selection): Query =>
  window === undefined ? {} : { [parameter]: [`ge${window.from}`, `lt${window.to}`] };

export const codesOf = ({ codes }: Selection): string | undefined =>
  codes === undefined || codes.length === 0
    ? undefined
    : codes.map(({ system, code }) => `${system}|${code}`).join(',');

/** `$lastn` groups by code: the newest n of each, which is never fewer than the newest n of all. */
export const newestAsked = (
  { dialect }: UkCoreServer,
  { latest }: Selection,
): { readonly what: string; readonly query: Query } =>
  latest === undefined || !dialect.lastN
    ? { what: 'Observation', query: { _sort: '-date' } }
    : { what: 'Observation/$lastn', query: { max: String(latest) } };

/**
 * The newest n of each group, where the server has no `$lastn` and all of the window was read; elsewhere the records as
 * they came, because the server chose.
 */
export const newestOf = <T extends { readonly effective: string }>(
  { dialect }: UkCoreServer,
  records: readonly T[],
  { latest }: Selection,
  groupOf: (record: T) => string,
): readonly T[] => {
  if (latest === undefined || dialect.lastN) return records;
  const taken = new Map<string, number>();
  return [...records]
    .sort((a, b) => b.effective.localeCompare(a.effective))
    .filter((record) => {
      const before = taken.get(groupOf(record)) ?? 0;
      taken.set(groupOf(record), before + 1);
      return before < latest;
    });
};
