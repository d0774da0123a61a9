import type { FoundDifference } from './compare-rows';
import type { Untold } from './retell';
import type { Replayed } from './rebuild';
import { fieldOf } from '../comparison';

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const named = ({ count, messages }: Untold, what: string): readonly string[] =>
  count === 0
    ? []
    : [`${many(count, 'message')} ${what}: ${messages.slice(0, 10).join(', ')}${count > 10 ? ', …' : ''}`];

const columns = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

const table = ({ counts }: Replayed): readonly string[] =>
  columns([
    ['severity', 'capability', 'field', 'count'],
    ...counts.map(({ severity, capability, field, count }) => [
      ...[severity, capability, field === '' ? '(whole record)' : field, String(count)],
    ]),
  ]);

const value = (text: string | null): string => (text === null ? '(none)' : JSON.stringify(text));

const line = ({ severity, capability, instance, record, recordId, field, before, after }: FoundDifference): string =>
  `${severity}  ${capability} of ${instance}  ${record}${recordId === null || recordId === record ? '' : ` (${recordId})`}  ${field || '(whole record)'}: ${value(before)} -> ${value(after)}`;

/** A difference with nothing in it that is a patient's: no key, no line, no value. */
export const maskedDifference = (difference: FoundDifference) => ({
  ...{ instance: difference.instance, severity: difference.severity, capability: difference.capability },
  ...{ field: fieldOf(difference.field), record: null, recordId: null, before: null, after: null },
});

/** What the messages came to, and what would differ: counts; `revealed` adds every kept difference with its values. */
export const reportOf = (replayed: Replayed, shown: readonly FoundDifference[] | null): string => {
  const { messages, total } = replayed;
  return [
    `${many(messages.translated, 'message')} translated by this working tree.`,
    ...named(messages.pruned, 'cannot be replayed, for their content is gone; what they said stands'),
    ...named(messages.refused, 'that had been translated would be refused, and what they said is missing below'),
    ...messages.refused.reasons.slice(0, 10).map((reason) => `  ${reason}`),
    ...named(messages.heldNoMore, 'held today would be translated if released; no part of what follows'),
    ...(total === 0 ? ['Nothing differs.'] : ['', `${many(total, 'difference')}:`, ...table(replayed)]),
    ...(shown === null || shown.length === 0
      ? []
      : ['', ...shown.map(line), ...(total > shown.length ? [`… ${total - shown.length} more are not shown`] : [])]),
  ].join('\n');
};

/** The same for machines. Without `shown`, differences are told without key and value. */
export const jsonOf = (replayed: Replayed, shown: readonly FoundDifference[] | null): string =>
  JSON.stringify({ ...replayed, differences: shown ?? replayed.differences.map(maskedDifference) }, null, 2);
