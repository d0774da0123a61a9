import { parseArgs } from 'node:util';
import { parseInstant, parseLocalDate, startOfLondonDay } from '../../schema/time';
import { isEverything, type ReplaySelection } from './selection';

export const USAGE = `npm run replay -- [--since <time>] [--feed <name> ...] [--message m_42 ...] [--mapping working-tree] [--diff]
  Translates recorded messages again with the code of this working tree, folds them into a scratch database beside the
  live one, and says what would differ in the graph. The live database is only read. Nothing narrower than everything is
  selected unless asked for.
  --since 2026-11-20T08:00:00Z   by arrival, or from the beginning of a day in London; --feed and --message may repeat
  --into scratch|live            live: into the live read models, kept with its reason; scratch where not given
  --mapping working-tree         the only mapping there is, and so the default
  --diff                         the differences by severity, capability and field, and record by record, masked
  --reveal --reason "..."        with --diff: each difference with its values; audited. Production wants a token in
                                 CAUSEWAY_TOKEN; people who are restricted, hold a part back or are not known are left out
  --json                         for machines
  Ends with 0 when nothing differs, 1 when something does, 2 when it could not be done.`;

export class UsageError extends Error {}

export interface Asked {
  readonly selection: ReplaySelection;
  readonly into: 'scratch' | 'live';
  readonly diff: boolean;
  readonly reveal: boolean;
  readonly json: boolean;
  readonly reason: string | null;
}

const sinceOf = (text: string): NonNullable<ReplaySelection['since']> => {
  const day = parseLocalDate(text);
  const at = day === null ? parseInstant(text) : startOfLondonDay(day);
  if (at === null)
    throw new UsageError('--since is a day, or a moment with its offset: 2026-11-20, 2026-11-20T08:00:00Z');
  return at;
};

const seqOf = (text: string): number => {
  const [, digits] = /^m_([1-9]\d{0,14})$/.exec(text) ?? [];
  if (digits === undefined) throw new UsageError('--message is an id as the console shows it: m_42');
  return Number(digits);
};

/** What the command line asks for. Throws {@link UsageError}. */
export const readArguments = (given: readonly string[], feeds: readonly string[]): Asked => {
  const { values } = parseArgs({
    args: [...given],
    options: {
      since: { type: 'string' },
      feed: { type: 'string', multiple: true },
      message: { type: 'string', multiple: true },
      into: { type: 'string', default: 'scratch' },
      mapping: { type: 'string', default: 'working-tree' },
      reason: { type: 'string' },
      diff: { type: 'boolean', default: false },
      reveal: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const { into, mapping, diff, reveal, json } = values;
  const reason = values.reason?.trim() || null;
  if (into !== 'scratch' && into !== 'live') throw new UsageError('--into is scratch or live');
  if (mapping !== 'working-tree')
    throw new UsageError('--mapping is working-tree: the code that this command runs from');
  const unknown = values.feed?.find((name) => !feeds.includes(name));
  if (unknown !== undefined) throw new UsageError(`--feed is one of ${feeds.join(', ')}`);
  if (reveal && !diff) throw new UsageError('--reveal goes with --diff');
  if ((reveal || into === 'live') && reason === null)
    throw new UsageError('--reveal and --into live need a --reason: it is kept with who and when');
  const selection: ReplaySelection = {
    ...(values.since !== undefined && { since: sinceOf(values.since) }),
    ...(values.feed !== undefined && { feeds: values.feed }),
    ...(values.message !== undefined && { seqs: values.message.map(seqOf) }),
  };
  if (into === 'live' && (diff || reveal))
    throw new UsageError('--diff compares a scratch rebuild: ask for it before --into live');
  if (into === 'live' && isEverything(selection))
    throw new UsageError('--into live needs to know what: --since, --feed or --message');
  if (
    into === 'live' &&
    selection.seqs !== undefined &&
    (selection.since !== undefined || selection.feeds !== undefined)
  )
    throw new UsageError('--into live takes --message alone, or --since and --feed');
  return { selection, into, diff, reveal, json, reason };
};
