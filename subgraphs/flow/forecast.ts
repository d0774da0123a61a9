import type { GraphQLResolveInfo } from 'graphql';
import type { Encounter } from '../../schema/clinical/encounter';
import type { WaitingListEntry } from '../../schema/clinical/scheduling';
import { londonDate, type DateRange } from '../../schema/time';
import { askPlaces, personOfRecord } from '../asking';
import type { PageArgs } from '../connection';
import { encounterStub, placesOf, wardOfId } from '../places';
import { listOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { nextDays, windowOf, type WindowArgs } from '../windows';
import { bedStateOf } from './bed-state';
import { wardNode, type WardFilter } from './ward';

/** A day lies in the window when any of it does, in London. */
const dayWithin = (window: DateRange, day: string | undefined): boolean =>
  day !== undefined && day >= londonDate(window.from) && day <= londonDate(window.to);

const dischargeNode = (encounter: Encounter, context: SubgraphContext): object => ({
  encounter: encounterStub(context, encounter.key.split('|')[0] ?? '', encounter.identifier.value),
  patient: () => personOfRecord(context, encounter.subject).then((person) => person && { id: person.id }),
  ward: encounter.place ? wardNode(context, encounter.place.ward) : null,
  expected: encounter.expectedDischarge,
});

const admissionNode = (entry: WaitingListEntry, context: SubgraphContext): object => ({
  patient: () => personOfRecord(context, entry.subject).then((person) => person && { id: person.id }),
  organisation: entry.key.split('|')[0],
  toComeIn: entry.toComeIn,
  specialty: entry.specialty ?? null,
});

const WHOLE: PageArgs = { first: 100 };

/** What is expected in a window against what is free now. Each list says for itself whether it is the whole truth. */
export const flowForecast = (
  _: unknown,
  { window: asked, filter }: { window?: WindowArgs | null; filter?: WardFilter | null },
  context: SubgraphContext,
): object => {
  const window = windowOf(asked, nextDays(context, 2));
  const organisations =
    filter?.organisations ??
    (filter?.wards ? [...new Set(filter.wards.map((id) => wardOfId(context, id).organisation))] : null);
  return {
    window,
    discharges: async (_args: unknown, __: unknown, info: GraphQLResolveInfo) =>
      listOf(
        context,
        info,
        {
          answers: await askPlaces(context, 'encounters', placesOf(context, 'encounters', filter)),
          kind: 'expected',
          args: WHOLE,
          window,
          order: { key: ({ expectedDischarge }) => expectedDischarge ?? '', direction: 'ascending' },
          keep: ({ status, expectedDischarge }) =>
            (status === 'in-progress' || status === 'onleave') && dayWithin(window, expectedDischarge),
        },
        (encounter) => dischargeNode(encounter, context),
      ),
    admissions: async (_args: unknown, __: unknown, info: GraphQLResolveInfo) =>
      listOf(
        context,
        info,
        {
          answers: await askPlaces(
            context,
            'waiting-list',
            placesOf(context, 'waiting-list', organisations ? { organisations } : null),
          ),
          kind: 'expected',
          args: WHOLE,
          window,
          order: { key: ({ toComeIn }) => toComeIn ?? '', direction: 'ascending' },
          keep: ({ status, toComeIn }) => status === 'waiting' && dayWithin(window, toComeIn),
        },
        (entry) => admissionNode(entry, context),
      ),
    beds: (_args: unknown, __: unknown, info: GraphQLResolveInfo) => bedStateOf(context, info.path, filter, WHOLE),
  };
};
