import { parseArgs } from 'node:util';
import { parseNhsNumber } from '../../schema/identifiers';
import {
  MESSAGE_ACTIONS,
  MESSAGE_PROBLEMS,
  MESSAGE_STATES,
  type MessageAction,
  type MessageFilter,
} from '../../schema/messages';
import { parseInstant, type Instant } from '../../schema/time';

export const USAGE = `npm run messages -- <what>, or --help
  held [--feed <feed>]                      the messages that wait for somebody, oldest first
  show <id> [--open --reason "<why>"]       one message; values masked unless opened
  search [--feed --type --state --problem --control-id --since --until]
         [--nhs-number - | --identifier - [--authority] | --visit -]   the number itself is read from standard input, one line
  feeds | alerts [--all]
  release|hold|dismiss|replay <id>... --reason "<why>"
  resend <id>... --to <destination> --reason "<why>"
  with --json for other programs, --limit <n> for lists (100), --user <name> for who asks (development only),
  CAUSEWAY_TOKEN in the environment for who asks (needed in production)
  Neither a token nor a patient's number is taken on the command line: npm writes what is typed there to its log.
  Ends with 0 when it is done, 1 when something was not found or not done, 2 when it could not be understood,
  3 when it was refused, 4 when the inbox could not be asked.`;

export class UsageError extends Error {}

export type Command =
  | { readonly what: 'list'; readonly filter: MessageFilter; readonly order: 'oldest-first' | 'newest-first' }
  | { readonly what: 'show'; readonly id: string; readonly reason: string | null }
  | { readonly what: 'feeds' }
  | { readonly what: 'alerts'; readonly open: boolean }
  | {
      readonly what: 'act';
      readonly action: MessageAction;
      readonly ids: readonly string[];
      readonly reason: string;
      readonly destination?: string;
    };

export interface Asked {
  readonly command: Command;
  readonly json: boolean;
  readonly limit: number;
  readonly user?: string;
}

const OPTIONS = {
  feed: { type: 'string', multiple: true },
  type: { type: 'string', multiple: true },
  state: { type: 'string', multiple: true },
  problem: { type: 'string', multiple: true },
  'control-id': { type: 'string' },
  visit: { type: 'string' },
  'nhs-number': { type: 'string' },
  identifier: { type: 'string' },
  authority: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  reason: { type: 'string' },
  to: { type: 'string' },
  limit: { type: 'string' },
  user: { type: 'string' },
  token: { type: 'string' },
  all: { type: 'boolean' },
  open: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

const wordsOf = <W extends string>(option: string, given: readonly string[], known: readonly W[]): readonly W[] =>
  given.map((word) => {
    const found = known.find((one) => one === word);
    if (found === undefined) throw new UsageError(`--${option} is one of ${known.join(', ')}`);
    return found;
  });

const momentOf = (option: string, text: string): Instant => {
  const at = parseInstant(text);
  if (at === null) throw new UsageError(`--${option} is a moment with its offset: 2026-11-20T08:00:00Z`);
  return at;
};

const NOT_TYPED = 'npm writes what is typed to its log, and every account here sees it';

/** With what is asked for by `-` read from standard input. Throws {@link UsageError} for a value on the command line. */
const withTyped = async (values: Values, line: () => Promise<string>): Promise<Values> => {
  if (values.token !== undefined) throw new UsageError(`--token is not taken: ${NOT_TYPED}. Set CAUSEWAY_TOKEN.`);
  const asked = (['nhs-number', 'identifier', 'visit'] as const).filter((option) => values[option] !== undefined);
  for (const option of asked)
    if (values[option] !== '-')
      throw new UsageError(
        `--${option} takes no value here: ${NOT_TYPED}. Write --${option} - and type it, or pipe it in.`,
      );
  const [option, another] = asked;
  if (option === undefined) return values;
  if (another !== undefined)
    throw new UsageError('Standard input has one line: give --nhs-number, --identifier or --visit');
  const typed = (await line()).trim();
  if (typed === '') throw new UsageError(`--${option} - found nothing on standard input`);
  return { ...values, [option]: typed };
};

const filterOf = (values: Values): MessageFilter => {
  const { feed, type, state, problem, visit, identifier, authority, since, until } = values;
  const nhsNumber = values['nhs-number'] === undefined ? undefined : parseNhsNumber(values['nhs-number']);
  if (nhsNumber === null) throw new UsageError('--nhs-number is not a valid NHS number');
  const controlId = values['control-id'];
  return {
    ...(feed && { feeds: feed }),
    ...(type && { types: type }),
    ...(state && { states: wordsOf('state', state, Object.keys(MESSAGE_STATES) as (keyof typeof MESSAGE_STATES)[]) }),
    ...(problem && {
      problems: wordsOf('problem', problem, Object.keys(MESSAGE_PROBLEMS) as (keyof typeof MESSAGE_PROBLEMS)[]),
    }),
    ...(controlId !== undefined && { controlId }),
    ...(visit !== undefined && { visit }),
    ...(nhsNumber && { nhsNumber }),
    ...(identifier !== undefined && {
      identifier: { value: identifier, ...(authority !== undefined && { system: authority }) },
    }),
    ...((since ?? until) !== undefined && {
      received: {
        ...(since !== undefined && { from: momentOf('since', since) }),
        ...(until !== undefined && { to: momentOf('until', until) }),
      },
    }),
  };
};

/** Another word names no message, and `m_42` may have been meant by `42`. */
const idsOf = (words: readonly string[]): readonly string[] => {
  const other = words.find((word) => !/^m_[1-9]\d*$/.test(word));
  if (other !== undefined) throw new UsageError('A message is named by its id, as the list shows it: m_42');
  return words;
};

const commandOf = (what: string, rest: readonly string[], values: Values): Command => {
  const action = MESSAGE_ACTIONS.find((known) => known === what);
  const reason = values.reason;
  if (action !== undefined) {
    if (rest.length === 0) throw new UsageError(`Which messages? ${what} m_42 …`);
    if (reason === undefined) throw new UsageError('--reason says why; it is kept with who and when');
    return {
      what: 'act',
      action,
      ids: idsOf(rest),
      reason,
      ...(values.to !== undefined && { destination: values.to }),
    };
  }
  if (what === 'show') {
    const [id, ...more] = rest;
    if (id === undefined || more.length > 0) throw new UsageError('Which message? show m_42');
    idsOf([id]);
    if (values.open === true && reason === undefined) throw new UsageError('--open needs a --reason');
    return { what, id, reason: values.open === true ? (reason ?? null) : null };
  }
  if (rest.length > 0) throw new UsageError(`${what} takes no ids`);
  switch (what) {
    case 'held':
      return { what: 'list', filter: { ...filterOf(values), states: ['held'] }, order: 'oldest-first' };
    case 'search':
      return { what: 'list', filter: filterOf(values), order: 'newest-first' };
    case 'feeds':
      return { what };
    case 'alerts':
      return { what, open: values.all !== true };
    default:
      throw new UsageError('What is to be done?');
  }
};

/**
 * What the command line asks for; `line` reads one of standard input, where an option is `-`. Throws {@link UsageError},
 * and TypeError for an option that there is not.
 */
export const readArguments = async (given: readonly string[], line: () => Promise<string>): Promise<Asked> => {
  const { values: typed, positionals } = parseArgs({ args: [...given], options: OPTIONS, allowPositionals: true });
  const [what = '', ...rest] = positionals;
  const values = await withTyped(typed, line);
  const limit = Number(values.limit ?? '100');
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit is a number above 0');
  return {
    ...{ command: commandOf(what, rest, values), json: values.json === true, limit },
    ...(values.user !== undefined && { user: values.user }),
  };
};
