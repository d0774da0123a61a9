import type { GraphQLResolveInfo } from 'graphql';
import type { Encounter } from '../../schema/clinical/encounter';
import type { WaitingListEntry } from '../../schema/clinical/scheduling';
import { londonDate, type DateRange } from '../../schema/time';
import { askPlaces, personOfRecord } from '../asking';
import type { PageArgs } from '../connection';
import { encounterStub } from '../places';
import { listOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { nextDays, windowOf, type WindowArgs } from '../windows';
import { bedStateOf } from './bed-state';
import { placesCovered, wardNode, type Covered, type WardFilter } from './ward';

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

/** A waiting list is an organisation's, so it is asked of those whose wards or sites are meant. */
const admittingTo = async (context: SubgraphContext, filter: WardFilter | null | undefined): Promise<Covered> => {
  const { places, saidBy } = await placesCovered(context, 'waiting-list', filter);
  const organisations = new Set(places.map(({ organisation }) => organisation));
  return { places: [...organisations].map((organisation) => ({ organisation })), saidBy };
};

/** Where no site is named (only the organisation itself), nobody can say that it is another one. */
const comesTo = (sites: readonly string[] | null | undefined, { site, key }: WaitingListEntry): boolean =>
  !sites || site === undefined || site === key.split('|')[0] || sites.includes(site);

/** What is expected in a window against what is free now. Each list says for itself whether it is the whole truth. */
export const flowForecast = (
  _: unknown,
  { window: asked, filter }: { window?: WindowArgs | null; filter?: WardFilter | null },
  context: SubgraphContext,
): object => {
  const window = windowOf(asked, nextDays(context, 2));
  return {
    window,
    discharges: async (page: PageArgs, __: unknown, info: GraphQLResolveInfo) => {
      const { places, saidBy } = await placesCovered(context, 'encounters', filter);
      return listOf(
        context,
        info,
        {
          answers: await askPlaces(context, 'encounters', places),
          restsOn: saidBy,
          kind: 'expected',
          args: page,
          window,
          order: { key: ({ expectedDischarge }) => expectedDischarge ?? '', direction: 'ascending' },
          keep: ({ status, expectedDischarge }) =>
            (status === 'in-progress' || status === 'onleave') && dayWithin(window, expectedDischarge),
        },
        (encounter) => dischargeNode(encounter, context),
      );
    },
    admissions: async (page: PageArgs, __: unknown, info: GraphQLResolveInfo) => {
      const { places, saidBy } = await admittingTo(context, filter);
      return listOf(
        context,
        info,
        {
          answers: await askPlaces(context, 'waiting-list', places),
          restsOn: saidBy,
          kind: 'expected',
          args: page,
          window,
          order: { key: ({ toComeIn }) => toComeIn ?? '', direction: 'ascending' },
          keep: (entry) =>
            entry.status === 'waiting' && dayWithin(window, entry.toComeIn) && comesTo(filter?.sites, entry),
        },
        (entry) => admissionNode(entry, context),
      );
    },
    beds: (page: PageArgs, __: unknown, info: GraphQLResolveInfo) => bedStateOf(context, info.path, filter, page),
  };
};
