import { parseArgs } from 'node:util';
import { parseNhsNumber, type NhsNumber } from '../../schema/identifiers';
import type { NewProxy } from '../../schema/proxies';
import { parseInstant, type Instant } from '../../schema/time';

export const USAGE = `npm run proxies -- <what>
  list                                       who may read of a person as their carer, what has ended too
  record --reason "<what it rests on>" [--capability <name>]... [--from <moment>] [--until <moment>]
  end <proxy> --reason "<why>"
  Who it is about is read from standard input, because npm keeps what is typed on a command line in its logs, a line
  each: the person's NHS number; for record also the carer's NHS number, and the carer's name as the person knows them.
  With --json for other programs, --user <name> for who asks (development only), CAUSEWAY_TOKEN in the environment for
  who asks (needed in production). Ends with 0 when it is done, 2 when it could not be understood, 3 when it was
  refused, 4 when the store could not be asked.`;

export class UsageError extends Error {}

export type ProxyCommand =
  | { readonly what: 'list'; readonly nhsNumber: NhsNumber }
  | { readonly what: 'record'; readonly proxy: NewProxy }
  | { readonly what: 'end'; readonly id: string; readonly reason: string };

export interface ProxyAsked {
  readonly command: ProxyCommand;
  readonly json: boolean;
  readonly user?: string;
}

const OPTIONS = {
  capability: { type: 'string', multiple: true },
  reason: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
  user: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const needed = (text: string | undefined, called: string): string => {
  if (text === undefined || text === '') throw new UsageError(`${called} is missing`);
  return text;
};

const moment = (text: string | undefined, called: string): Instant | undefined => {
  if (text === undefined) return undefined;
  const instant = parseInstant(text);
  if (instant === null) throw new UsageError(`${called} is a moment with its offset: 2026-11-20T00:00:00Z`);
  return instant;
};

/** Throws {@link UsageError} without repeating what was given: it may be somebody's number, with a slip in it. */
const numberIn = (line: string | undefined, called: string): NhsNumber => {
  const number = parseNhsNumber(line?.trim() ?? '');
  if (number === null) throw new UsageError(`standard input holds no valid NHS number for ${called}`);
  return number;
};

/** `read`: the lines of standard input. Throws {@link UsageError}, or TypeError for an option that is unknown. */
export const readProxyArguments = async (
  args: readonly string[],
  read: (count: number) => Promise<readonly string[]>,
): Promise<ProxyAsked> => {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [what, id, ...more] = positionals;
  const asked = { json: values.json ?? false, ...(values.user !== undefined && { user: values.user }) };
  if (more.length > 0 || (what !== 'end' && id !== undefined))
    throw new UsageError('Too much: who it is about is read from standard input');
  switch (what) {
    case 'list': {
      const [person] = await read(1);
      return { ...asked, command: { what, nhsNumber: numberIn(person, 'the person') } };
    }
    case 'record': {
      const reason = needed(values.reason, '--reason');
      const from = moment(values.from, '--from');
      const until = moment(values.until, '--until');
      const [person, carer, name] = await read(3);
      const proxy = {
        ...{ nhsNumber: numberIn(person, 'the person'), carerNhsNumber: numberIn(carer, 'the carer'), reason },
        ...{ carerName: needed(name?.trim(), 'the third line, the carer’s name,') },
        ...(values.capability && { capabilities: values.capability }),
        ...(from && { from }),
        ...(until && { until }),
      };
      return { ...asked, command: { what, proxy } };
    }
    case 'end':
      return { ...asked, command: { what, id: needed(id, 'the proxy'), reason: needed(values.reason, '--reason') } };
    default:
      throw new UsageError('Which? list, record or end');
  }
};
