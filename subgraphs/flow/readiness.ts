import type { GraphQLResolveInfo } from 'graphql';
import type { DischargeReadiness } from '../../schema/clinical/encounter';
import { DAY, londonDate, type Instant } from '../../schema/time';
import { askPlaces, personOfRecord } from '../asking';
import type { PageArgs } from '../connection';
import { encounterStub } from '../places';
import { listOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { bedNode } from './bed';
import { placesCovered, wardNode, type WardFilter } from './ward';
import { todayOf } from '../windows';

const dayOf = (since: DischargeReadiness['readySince']): string | null =>
  since ? (since.length > 10 ? londonDate(since as Instant) : since) : null;

const node = (readiness: DischargeReadiness, context: SubgraphContext): object => {
  const since = dayOf(readiness.readySince);
  const today = todayOf(context);
  return {
    encounter: encounterStub(context, readiness.ward.organisation, readiness.visit),
    patient: () => personOfRecord(context, readiness.subject).then((person) => person && { id: person.id }),
    // Whole nodes, not stubs: wards and beds are this subgraph's own, so nobody fills them in later.
    ward: wardNode(context, readiness.ward),
    bed: readiness.bed ? bedNode(context, readiness.ward, readiness.bed) : null,
    readySince: since,
    daysWaiting: since === null ? null : Math.round((Date.parse(today) - Date.parse(since)) / DAY),
    pathway: readiness.pathway ?? 'UNKNOWN',
    reasonWaiting: readiness.reasonWaiting ?? null,
  };
};

/** People who no longer meet the criteria to reside and are still in a bed. */
export const readyForDischarge = async (
  _: unknown,
  { filter, ...page }: PageArgs & { filter?: WardFilter | null },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  const today = todayOf(context);
  const { places, saidBy } = await placesCovered(context, 'discharge-readiness', filter);
  const answers = await askPlaces(context, 'discharge-readiness', places);
  return listOf(
    context,
    info,
    {
      answers,
      restsOn: saidBy,
      kind: 'readiness',
      args: page,
      order: { key: (readiness) => dayOf(readiness.readySince) ?? '9999', direction: 'ascending' },
      keep: ({ readySince, medicallyFit }) => {
        const since = dayOf(readySince);
        return since === null ? medicallyFit === true : since <= today;
      },
    },
    (readiness) => node(readiness, context),
  );
};
