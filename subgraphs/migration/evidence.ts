import { SEVERITIES } from '../../schema/difference';
import {
  COMPARISON_OUTCOMES,
  type Agreement,
  type Comparison,
  type ComparisonFilter,
  type RampSpent,
  type Rehearsal,
} from '../../schema/migration/evidence';
import type { PageArgs } from '../connection';
import { enumValue } from '../scalars';
import type { Resolver } from '../subgraph';
import { orUserErrors, payload } from '../user-errors';
import { EVER, FOREVER, lastDays, windowOf, type WindowArgs } from '../windows';

/** Per cent with two digits behind the point; null where there is nothing to count. */
const percent = (part: number, whole: number, round: (hundredths: number) => number): string | null =>
  whole === 0 ? null : (round((part * 10_000) / whole) / 100).toFixed(2);

const decimal = (value: number | null): string | null => (value === null ? null : String(value));

const agreementNode = ({ outcomes, severities, fields, records, matchedRecords, noise, reads, losses }: Agreement) => ({
  outcomes: [...outcomes].map(([outcome, count]) => ({ outcome: enumValue(outcome), count })),
  severities: [...severities].map(([severity, count]) => ({ severity: enumValue(severity), count })),
  fields: fields.map(({ severity, ...field }) => ({ ...field, severity: enumValue(severity) })),
  records,
  // 100 is for what is whole.
  matchedPercent: matchedRecords === null ? null : percent(matchedRecords, records, Math.floor),
  noisePercent: noise && percent(noise.differences, noise.records, Math.round),
  ...{ reads: reads && reads.all, readsCompared: reads && reads.compared },
  losses: [...losses].map(([loss, count]) => ({ loss: enumValue(loss), count })),
});

const comparisonNode = ({ outcome, severity, differences, ...comparison }: Comparison) => ({
  ...comparison,
  outcome: enumValue(outcome),
  severity: severity && enumValue(severity),
  differences: differences.map((each) => ({ ...each, severity: enumValue(each.severity) })),
});

const rehearsalNode = ({ window, agreement, ...rehearsal }: Rehearsal) => ({
  ...{ ...rehearsal, ...window },
  agreement: agreementNode(agreement),
});

const spentNode = ({ errorPercent, severePercent, ...spent }: RampSpent) => ({
  ...spent,
  ...{ errorPercent: decimal(errorPercent), severePercent: decimal(severePercent) },
});

interface FilterArgs {
  readonly route?: string | null;
  readonly rehearsal?: string | null;
  readonly outcomes?: readonly string[] | null;
  readonly severities?: readonly string[] | null;
  readonly field?: string | null;
  readonly window?: WindowArgs | null;
}

/** Those of the graph's words that we know; `UNKNOWN` finds nothing. */
const known = <T extends string>(all: readonly T[], asked: readonly string[]): readonly T[] =>
  all.filter((one) => asked.includes(enumValue(one)));

const filterOf = (args: FilterArgs | null | undefined): ComparisonFilter => ({
  ...(typeof args?.route === 'string' && { route: args.route }),
  ...(typeof args?.rehearsal === 'string' && { rehearsal: args.rehearsal }),
  ...(args?.outcomes && { outcomes: known(COMPARISON_OUTCOMES, args.outcomes) }),
  ...(args?.severities && { severities: known(SEVERITIES, args.severities) }),
  ...(typeof args?.field === 'string' && { field: args.field }),
  ...(args?.window && { window: windowOf(args.window, { from: EVER, to: FOREVER }) }),
});

const comparisons: Resolver<unknown, PageArgs & { readonly filter?: FilterArgs | null }> = async (
  _,
  { filter, first, after },
  { door, ask },
) => {
  const page = await door.migration.evidence.comparisons(filterOf(filter), first ?? 20, after ?? null, ask);
  return {
    nodes: page.comparisons.map(comparisonNode),
    pageInfo: { hasNextPage: page.next !== null, endCursor: page.next ?? after ?? null },
  };
};

const rehearsals: Resolver<unknown, { readonly route?: string | null }> = async (_, { route }, { door, ask }) =>
  (await door.migration.evidence.rehearsals(route ?? null, ask)).map(rehearsalNode);

const rehearsal: Resolver<unknown, { readonly id: string }> = async (_, { id }, { door, ask }) => {
  const one = await door.migration.evidence.rehearsal(id, ask);
  return one && rehearsalNode(one);
};

const migrationAlerts: Resolver<unknown, { readonly open?: boolean | null }> = (_, { open }, { door, ask }) =>
  door.migration.evidence.alerts(open !== false, ask);

export const evidenceQueries = { comparisons, rehearsals, rehearsal, migrationAlerts };

const FIELDS = ['route', 'window', 'most', 'reason', 'difference', 'alert'];

interface RehearseArgs {
  readonly route: string;
  readonly window?: WindowArgs | null;
  readonly most?: number | null;
  readonly reason: string;
}

const DAYS_REHEARSED = 7;
const ASKS_REHEARSED = 1_000;

const rehearse: Resolver<unknown, { readonly input: RehearseArgs }> = (_, { input }, context) =>
  payload('rehearsal', FIELDS, async () => {
    const { door, ask } = context;
    const { route, reason } = input;
    const window = windowOf(input.window, lastDays(context, DAYS_REHEARSED));
    const most = input.most ?? ASKS_REHEARSED;
    return rehearsalNode(await door.migration.evidence.rehearse({ route, window, most, reason }, ask));
  });

const UNREVEALED: Readonly<Record<'control' | 'candidate' | 'patient', unknown>> = {
  ...{ control: null, candidate: null, patient: null },
};

const revealDifference: Resolver<
  unknown,
  { readonly input: { readonly difference: string; readonly reason: string } }
> = (_, { input }, { door, ask }) =>
  orUserErrors(FIELDS, UNREVEALED, async () => {
    const { control, candidate, person } = await door.migration.evidence.reveal(input.difference, input.reason, ask);
    return { control, candidate, patient: person === null ? null : { id: person } };
  });

const acknowledgeAlert: Resolver<unknown, { readonly input: { readonly alert: string; readonly reason: string } }> = (
  _,
  { input },
  { door, ask },
) => payload('alert', FIELDS, () => door.migration.evidence.acknowledge(input.alert, input.reason, ask));

export const evidenceMutations = { rehearse, revealDifference, acknowledgeAlert };

interface RouteParent {
  readonly id: string;
}

const agreement: Resolver<RouteParent, { readonly window?: WindowArgs | null }> = async (
  { id },
  { window },
  context,
) => {
  const { door, ask } = context;
  return agreementNode(await door.migration.evidence.agreement(id, windowOf(window, lastDays(context, 7)), ask));
};

const spent: Resolver<RouteParent> = async ({ id }, _, { door, ask }) => {
  const [one] = await door.migration.evidence.spent([id], ask);
  return one ? spentNode(one) : null;
};

export const evidenceFields = { MigrationRoute: { agreement, spent } };
