import type { Count } from './answers';
import type { Document } from '../graph';

/** Question 20's kinds first: rejected, out of order, duplicated, waiting for a merge. */
export const COUNTED_PROBLEMS = [
  'REFUSED',
  'OUT_OF_ORDER',
  'REPEATED',
  'CONFLICTING',
  'WAITING_FOR_MERGE',
  'HELD',
  'RETRIED',
  'TOLD_IN_VAIN',
] as const;

const counted = COUNTED_PROBLEMS.map(
  (problem) =>
    `${problem}: messageCounts(filter: { received: $received, problems: [${problem}] }, by: SENDER) { key count }`,
).join('\n  ');

/** Messages with a problem by sender; the key is `MSH-3|MSH-4`. */
export const PROBLEMS_BY_SENDER: Document<
  Readonly<Record<(typeof COUNTED_PROBLEMS)[number], readonly Count[] | null>>,
  { readonly received: { readonly from: string } }
> = `query ConsoleProblemsBySender($received: WindowInput!) {
  ${counted}
}`;

/** For its last slice alone: it ends at the server's own now, which the reader's machine may not agree with. */
export const SERVER_TIME: Document<
  { readonly feeds: readonly { readonly rates: readonly { readonly to: string }[] | null }[] | null },
  Record<string, never>
> = `query ConsoleServerTime { feeds { rates(slices: 1) { to } } }`;
