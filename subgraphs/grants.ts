import type { GrantInUse } from '../schema/access';

/** A line of `extensions.breakGlass`: whose record stood open to the asker, until when, and for what reason they gave. */
export type GrantLine = Pick<GrantInUse, 'patient' | 'until' | 'reason'>;

export const grantLine = ({ patient, until, reason }: GrantInUse): GrantLine => ({ patient, until, reason });

export const isGrantLine = (value: unknown): value is GrantLine =>
  typeof value === 'object' &&
  value !== null &&
  ['patient', 'until', 'reason'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string');

/** Each grant once, however many subgraphs answered under it. */
export const gatherGrants = (lines: readonly GrantLine[]): readonly GrantLine[] => [
  ...new Map(lines.map((line) => [JSON.stringify(line), line])).values(),
];
