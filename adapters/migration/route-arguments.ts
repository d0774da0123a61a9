import { parseArgs } from 'node:util';
import type { InstanceName } from '../../schema/identifiers';
import { ROUTE_STAGES, type RouteStage } from '../../schema/migration/route-moves';
import { parseInstant, type Instant } from '../../schema/time';
import { isSystemName } from './named';

export const USAGE = `npm run route -- <what>
  list [--planned]                           who answers for what, and who is to take over
  show <route>                               one route: stage, freeze, budget, what waits, notes
  move <route> <stage> [--percent <n>] [--site <ward>]... --reason "<why>"
                                             the whole group moves; stages: off shadow ramp live
  preview <route> <stage> [--percent <n>] [--site <ward>]...
  plan <route> <system> --reason "<why>"       who is to take over next, of a route at off or retired
  approve|refuse <move> --reason "<why>"     what waits for a second person
  second <route> on|off --reason "<why>"     whether moves need a second person; off needs one, too
  freeze [<route>] --until <moment> [--from <moment>] --reason "<why>"
                                             a moment past ends its freezes, once a second person agrees
  freezes                                    freezes that stand or are to come, of every route or of one
  thaw <freeze> --reason "<why>"             ends one of them, once a second person agrees
  note <route> "<words>"
  history [<route or system>]
  A route is ORGANISATION/capability/role; a ward is ORGANISATION|code. With --json for other programs, --limit <n> for
  the history (20), --user <name> for who asks (development only), CAUSEWAY_TOKEN in the environment for who asks
  (needed in production). Ends with 0 when it is done, 1 when something was not found or would be refused, 2 when it
  could not be understood or the ledger's rules refuse it, 3 when you may not, 4 when the ledger could not be asked.`;

export class UsageError extends Error {}

interface Where {
  readonly route: string;
  readonly stage: RouteStage;
  readonly percent: number | null;
  readonly sites: readonly string[];
}

export type RouteCommand =
  | { readonly what: 'list'; readonly planned: boolean }
  | { readonly what: 'show'; readonly route: string }
  | { readonly what: 'move'; readonly move: Where; readonly reason: string }
  | { readonly what: 'preview'; readonly move: Where }
  | { readonly what: 'plan'; readonly route: string; readonly candidate: InstanceName; readonly reason: string }
  | { readonly what: 'decide'; readonly move: string; readonly agree: boolean; readonly reason: string }
  | { readonly what: 'second'; readonly route: string; readonly required: boolean; readonly reason: string }
  | {
      readonly what: 'freeze';
      readonly route: string | null;
      readonly from: Instant | null;
      readonly to: Instant;
      readonly reason: string;
    }
  | { readonly what: 'freezes' }
  | { readonly what: 'thaw'; readonly freeze: string; readonly reason: string }
  | { readonly what: 'note'; readonly route: string; readonly words: string }
  | { readonly what: 'history'; readonly about: string | null; readonly limit: number };

export interface RouteAsked {
  readonly command: RouteCommand;
  readonly json: boolean;
  readonly user?: string;
}

const OPTIONS = {
  percent: { type: 'string' },
  site: { type: 'string', multiple: true },
  reason: { type: 'string' },
  until: { type: 'string' },
  from: { type: 'string' },
  limit: { type: 'string' },
  user: { type: 'string' },
  planned: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

const needed = (text: string | undefined, called: string): string => {
  if (text === undefined || text === '') throw new UsageError(`${called} is missing`);
  return text;
};
const number = (text: string, option: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(`--${option} is a whole number`);
  return Number(text);
};
const moment = (text: string, option: string): Instant => {
  const at = parseInstant(text);
  if (at === null) throw new UsageError(`--${option} is a moment with its offset: 2026-11-20T08:00:00Z`);
  return at;
};

const systemOf = (text: string | undefined): InstanceName => {
  const system = needed(text, 'the system');
  if (!isSystemName(system)) throw new UsageError('the system is named as system@ORGANISATION');
  return system;
};

const whereOf = ([route, stage]: readonly string[], { percent, site }: Values): Where => {
  const known = ROUTE_STAGES.find((one) => one === stage);
  if (known === undefined) throw new UsageError(`the stage is one of ${ROUTE_STAGES.join(', ')}`);
  return {
    ...{ route: needed(route, 'the route'), stage: known, sites: site ?? [] },
    percent: percent === undefined ? null : number(percent, 'percent'),
  };
};

/** How many words each command takes after its own. */
const WORDS: Readonly<Record<string, number>> = {
  ...{ list: 0, show: 1, move: 2, preview: 2, plan: 2, approve: 1, refuse: 1, second: 2 },
  ...{ freeze: 1, freezes: 0, thaw: 1, note: 2, history: 1 },
};

const commandOf = ([what, ...rest]: readonly string[], values: Values): RouteCommand => {
  const most = WORDS[what ?? ''];
  // Of a note without quotation marks only the first word would be kept, and of two freezes one be ended.
  if (most !== undefined && rest.length > most)
    throw new UsageError('Too much: several words are put in quotation marks');
  const reason = (): string => needed(values.reason, '--reason');
  switch (what) {
    case 'list':
      return { what, planned: values.planned === true };
    case 'show':
      return { what, route: needed(rest[0], 'the route') };
    case 'move':
      return { what, move: whereOf(rest, values), reason: reason() };
    case 'preview':
      return { what, move: whereOf(rest, values) };
    case 'plan':
      return { what, route: needed(rest[0], 'the route'), candidate: systemOf(rest[1]), reason: reason() };
    case 'approve':
    case 'refuse':
      return { what: 'decide', move: needed(rest[0], 'the move'), agree: what === 'approve', reason: reason() };
    case 'second': {
      const [route, wish] = rest;
      if (wish !== 'on' && wish !== 'off') throw new UsageError('say on or off');
      return { what, route: needed(route, 'the route'), required: wish === 'on', reason: reason() };
    }
    case 'freeze':
      return {
        ...{ what, route: rest[0] ?? null, reason: reason() },
        from: values.from === undefined ? null : moment(values.from, 'from'),
        to: moment(needed(values.until, '--until'), 'until'),
      };
    case 'freezes':
      return { what };
    case 'thaw':
      return { what, freeze: needed(rest[0], 'the freeze'), reason: reason() };
    case 'note':
      return { what, route: needed(rest[0], 'the route'), words: needed(rest[1], 'the note') };
    case 'history':
      return { what, about: rest[0] ?? null, limit: values.limit === undefined ? 20 : number(values.limit, 'limit') };
    default:
      throw new UsageError('Say what is to be done');
  }
};

/** Throws {@link UsageError}, or the TypeError of an option that nobody knows. */
export const readRouteArguments = (args: readonly string[]): RouteAsked => {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  return {
    ...{ command: commandOf(positionals, values), json: values.json === true },
    ...(values.user !== undefined && { user: values.user }),
  };
};
