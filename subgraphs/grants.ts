import type { GrantInUse } from '../schema/access';

/**
 * A line of `extensions.breakGlass`: whose record stood open to the asker, until when, for what reason they gave, and the
 * id to close it by, which a page that was loaded anew has from nowhere else.
 */
export type GrantLine = Pick<GrantInUse, 'id' | 'patient' | 'until' | 'reason'>;

export const grantLine = ({ id, patient, until, reason }: GrantInUse): GrantLine => ({ id, patient, until, reason });

export const isGrantLine = (value: unknown): value is GrantLine =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'patient', 'until', 'reason'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string');

/** Each grant once, however many subgraphs answered under it. */
export const gatherGrants = (lines: readonly GrantLine[]): readonly GrantLine[] => [
  ...new Map(lines.map((line) => [JSON.stringify(line), line])).values(),
];
