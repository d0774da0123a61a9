import type { FoundDifference } from './compare-rows';
import type { Untold, Unusable } from './retell';
import type { Replayed } from './rebuild';
import { fieldOf, maskedDifference } from '../comparison';

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const named = ({ count, messages }: Untold, what: string): readonly string[] =>
  count === 0
    ? []
    : [`${many(count, 'message')} ${what}: ${messages.slice(0, 10).join(', ')}${count > 10 ? ', …' : ''}`];

const reasonsOf = ({ reasons }: Unusable): readonly string[] => reasons.slice(0, 10).map((reason) => `  ${reason}`);

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

const bySeverityOnly = ({ counts }: Replayed): readonly string[] => {
  const sums = new Map<string, number>();
  for (const { severity, count } of counts) sums.set(severity, (sums.get(severity) ?? 0) + count);
  return columns([...sums].map(([severity, count]) => [severity, String(count)]));
};

const value = (text: string | null): string => (text === null ? '(none)' : JSON.stringify(text));

const line = ({ severity, capability, instance, record, recordId, field, before, after }: FoundDifference): string =>
  `${severity}  ${capability} of ${instance}  ${record}${recordId === null || recordId === record ? '' : ` (${recordId})`}  ${field || '(whole record)'}: ${value(before)} -> ${value(after)}`;

const MASK = '****';
const MASKED_LINES = 50;

/** Records by number: their keys are hospital numbers, and may not be shown either. */
const maskedLines = (differences: readonly FoundDifference[]): readonly string[] => {
  const numbers = new Map<string, number>();
  return differences.map((difference) => {
    const { instance, capability, record, recordId, before, after } = difference;
    const key = [instance, capability, record, recordId].join('|');
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    const mask = (text: string | null): string => (text === null ? '(none)' : MASK);
    return `${difference.severity}  ${capability} of ${instance}  record ${number}  ${fieldOf(difference.field) || '(whole record)'}: ${mask(before)} -> ${mask(after)}`;
  });
};

/** What is said of the differences one by one: nothing, each with its values masked, or these with their values. */
export type Detail = 'none' | 'masked' | { readonly revealed: readonly FoundDifference[] };

const detailOf = ({ differences }: Replayed, detail: Detail): readonly string[] =>
  detail === 'none'
    ? []
    : detail === 'masked'
      ? maskedLines(differences.slice(0, MASKED_LINES))
      : detail.revealed.map(line);

/** What the messages came to, what would differ by severity, capability and field, and the detail that is asked for. */
export const reportOf = (replayed: Replayed, detail: Detail): string => {
  const details = detailOf(replayed, detail);
  const { messages, total } = replayed;
  return [
    `${many(messages.translated, 'message')} translated by this working tree.`,
    ...named(messages.pruned, 'cannot be replayed, for their content is gone; what they said stands'),
    ...named(messages.refused, 'that had been translated would be refused, and what they said is missing below'),
    ...reasonsOf(messages.refused),
    ...named(messages.heldStill, 'held today would be held again if released'),
    ...reasonsOf(messages.heldStill),
    ...named(messages.heldNoMore, 'held today would be translated if released; no part of what follows'),
    ...(total === 0
      ? ['Nothing differs.']
      : ['', `${many(total, 'difference')}:`, ...(detail === 'none' ? bySeverityOnly(replayed) : table(replayed))]),
    ...(details.length === 0 ? [] : ['', ...details]),
    ...(details.length === 0 || total <= details.length ? [] : [`… ${total - details.length} more are not shown`]),
  ].join('\n');
};

const masked = (difference: FoundDifference) => ({ instance: difference.instance, ...maskedDifference(difference) });

/** The same for machines. Without `shown`, differences are told without key and value. */
export const jsonOf = (replayed: Replayed, shown: readonly FoundDifference[] | null): string =>
  JSON.stringify({ ...replayed, differences: shown ?? replayed.differences.map(masked) }, null, 2);
