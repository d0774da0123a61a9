import type { GraphQLResolveInfo } from 'graphql';
import type { Warning } from '../../schema/answer';
import type { Place } from '../../schema/capabilities';
import type { Encounter } from '../../schema/clinical/encounter';
import type { Ward } from '../../schema/clinical/location';
import type { WaitingListEntry } from '../../schema/clinical/scheduling';
import { londonDate, startOfLondonDay, type DateRange, type LocalDate } from '../../schema/time';
import { askPlaces, leavingTime, personOfRecord } from '../asking';
import { notWhole } from '../completeness';
import type { PageArgs } from '../connection';
import { encounterStub, placesOf } from '../places';
import { listOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { nextDays, windowOf, type WindowArgs } from '../windows';
import { bedStateOf } from './bed-state';
import { placesCovered, wardNode, wardsOf, type Covered, type WardFilter } from './ward';

/** A day lies in the window when any of it does, in London; of one that the window ends with the beginning of, none does. */
const dayWithin = (window: DateRange, day: LocalDate | undefined): boolean =>
  day !== undefined && day >= londonDate(window.from) && startOfLondonDay(day) < window.to;

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

const WARD_NOT_SAID: Warning = {
  code: 'WARD_NOT_SAID',
  text: 'A waiting list names no ward: these are expected at the site, and which of them come to the ward is not known.',
};

interface Admitting extends Covered {
  /** The sites meant; null where everybody is. */
  readonly sites: readonly string[] | null;
}

/**
 * A waiting list is an organisation's, so it is asked of those whose wards or sites are meant. It names a site at most:
 * of a ward it can only tell who comes to the site.
 */
const admittingTo = async (context: SubgraphContext, filter: WardFilter | null | undefined): Promise<Admitting> => {
  const named = filter?.wards || filter?.sites ? await wardsOf(leavingTime(context), filter) : null;
  const places =
    named && !filter?.wards ? named.wards.map(({ ward }) => ward) : placesOf(context, 'waiting-list', filter);
  const organisations = new Set(places.map(({ organisation }) => organisation));
  return {
    places: [...organisations].map((organisation) => ({ organisation })),
    saidBy: named?.answers ?? [],
    sites: (filter?.wards && sitesOf(named?.wards ?? [], places)) ?? filter?.sites ?? null,
  };
};

/** Where one of the wards is at a site that nobody could tell, no site is left out. */
const sitesOf = (wards: readonly Ward[], places: readonly Place[]): readonly string[] | null =>
  wards.length < places.length ? null : [...new Set(wards.map(({ site }) => site))];

/** Where no site is named (only the organisation itself), nobody can say that it is another one. */
const comesTo = (sites: readonly string[] | null, { site, key }: WaitingListEntry): boolean =>
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
          // Who leaves a virtual ward leaves no bed.
          keep: ({ status, class: kind, expectedDischarge }) =>
            kind !== 'VR' && (status === 'in-progress' || status === 'onleave') && dayWithin(window, expectedDischarge),
        },
        (encounter) => dischargeNode(encounter, context),
      );
    },
    admissions: async (page: PageArgs, __: unknown, info: GraphQLResolveInfo) => {
      const { places, saidBy, sites } = await admittingTo(context, filter);
      const answers = await askPlaces(context, 'waiting-list', places);
      return listOf(
        context,
        info,
        {
          answers: filter?.wards ? answers.map((answer) => notWhole(answer, WARD_NOT_SAID)) : answers,
          restsOn: saidBy,
          kind: 'expected',
          args: page,
          window,
          order: { key: ({ toComeIn }) => toComeIn ?? '', direction: 'ascending' },
          keep: (entry) => entry.status === 'waiting' && dayWithin(window, entry.toComeIn) && comesTo(sites, entry),
        },
        (entry) => admissionNode(entry, context),
      );
    },
    beds: (page: PageArgs, __: unknown, info: GraphQLResolveInfo) => bedStateOf(context, info.path, filter, page),
  };
};
