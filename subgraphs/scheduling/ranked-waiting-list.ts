import type { GraphQLResolveInfo } from 'graphql';
import type { WaitingListEntry } from '../../schema/clinical/scheduling';
import type { CodeableConcept } from '../../schema/clinical/values';
import { GraphRefusal } from '../../schema/errors';
import type { OdsCode } from '../../schema/identifiers';
import { askPlaces } from '../asking';
import type { PageArgs } from '../connection';
import { placesOf } from '../places';
import { listOf, recordsOf } from '../records';
import { enumValue } from '../scalars';
import { withSitesKnown } from '../sites';
import type { SubgraphContext } from '../subgraph';
import { waitingListEntry, waitsSince } from './waiting-list-entry';

interface Filter {
  readonly organisations?: readonly OdsCode[] | null;
  readonly sites?: readonly string[] | null;
  readonly lists?: readonly string[] | null;
  readonly specialties?: readonly string[] | null;
  readonly includeSuspended?: boolean | null;
}

const VISIT_PRIORITY = 'http://terminology.hl7.org/CodeSystem/v2-0217';

/** HL7 table 0217, as ITK has it: emergency, urgent, elective. What is not known stands before what is known to be elective. */
const RANKS: ReadonlyMap<string, string> = new Map([
  ['1', '0'],
  ['2', '1'],
  ['3', '3'],
]);
const NOT_KNOWN = '2';

const rankOf = (priority: CodeableConcept | undefined): string =>
  priority?.codings.flatMap(({ system, code }) => (system === VISIT_PRIORITY ? (RANKS.get(code) ?? []) : []))[0] ??
  NOT_KNOWN;

/** By priority, then by the day the wait counts from: both stay the same from day to day, so a cursor does too. */
export const rankKey = (entry: WaitingListEntry): string => `${rankOf(entry.priority)}|${waitsSince(entry) ?? ''}`;

/** NHS DD TREATMENT FUNCTION CODE. */
const TREATMENT_FUNCTION = /^\d{3}$/;

const isOneOf = (named: readonly string[] | null | undefined, told: readonly string[]): boolean =>
  !named || told.length === 0 || told.some((one) => named.includes(one));

/** The site that an entry names; the organisation's own code names none. */
const siteOf = ({ site, key }: WaitingListEntry): readonly string[] =>
  site === undefined || site === key.split('|')[0] ? [] : [site];

const treatmentFunctionsOf = ({ specialty }: WaitingListEntry): readonly string[] =>
  (specialty?.codings ?? []).flatMap(({ code }) => (TREATMENT_FUNCTION.test(code) ? [code] : []));

const kindOf = ({ list }: WaitingListEntry): readonly string[] => (list === 'unknown' ? [] : [enumValue(list)]);

/** Whether an entry is one of those meant, or may be: what it does not tell rules nobody out. */
const isMeant = (entry: WaitingListEntry, filter: Filter): boolean =>
  entry.status !== 'removed' &&
  (entry.status !== 'suspended' || filter.includeSuspended !== false) &&
  isOneOf(filter.sites, siteOf(entry)) &&
  isOneOf(filter.lists, kindOf(entry)) &&
  isOneOf(filter.specialties, treatmentFunctionsOf(entry));

/** Everybody who waits at the organisations meant, by clinical priority and then the longest wait. */
export const rankedWaitingList = async (
  _: unknown,
  { filter, ...page }: PageArgs & { filter?: Filter | null },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  const meant = filter ?? {};
  if (meant.specialties?.some((code) => !TREATMENT_FUNCTION.test(code)))
    throw new GraphRefusal('BAD_USER_INPUT', 'specialties holds something that is not a treatment function code');
  const places = placesOf(context, 'waiting-list', { organisations: meant.organisations ?? null });
  const answers = await askPlaces(context, 'waiting-list', places);
  const sites = [...recordsOf(answers).flatMap(siteOf), ...places.map(({ organisation }) => organisation)];
  return listOf(
    context,
    info,
    {
      answers: withSitesKnown(answers, meant.sites, sites),
      kind: 'waiting-list-entry',
      args: page,
      order: { key: rankKey, direction: 'ascending' },
      keep: (entry) => isMeant(entry, meant),
    },
    (entry) => waitingListEntry(entry, context),
  );
};
