import type { GraphQLResolveInfo } from 'graphql';
import type { RoutedAnswer } from '../../schema/capabilities';
import type { Encounter } from '../../schema/clinical/encounter';
import { GraphRefusal } from '../../schema/errors';
import { londonDay, type Instant } from '../../schema/time';
import { askPlaces, leavingTime } from '../asking';
import { completenessOf, sourceOf, systemNames } from '../completeness';
import { connection, type PageArgs } from '../connection';
import { isCurrent } from '../current-stays';
import { askWards } from '../known-wards';
import { askOfStays, isTold, withPeople, type Stay } from '../people-of-stays';
import { placesOf, placesOfViewer, wardKeyText } from '../places';
import { recordsOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { lastDays, todayOf, within } from '../windows';
import { lastContact, type Contact } from './contact';
import { observationNode } from './observation';
import { assess, type Assessed, type Assessment } from './out-of-range';
import { scoreNode } from './score';

type Routed = readonly RoutedAnswer<unknown>[];

interface Filter {
  readonly wards?: readonly string[] | null;
}

interface Row extends Stay, Assessed {
  readonly contact: Contact;
  readonly contactedAt: Instant | null;
}

const RANK: Readonly<Record<Assessment | Contact, number>> = {
  ...{ OUT_OF_RANGE: 0, NOT_ASSESSED: 1, IN_RANGE: 2 },
  ...{ NOT_CONTACTED: 0, UNKNOWN: 1, CONTACTED: 2 },
};
const HIGHEST_TOTAL = 20;
const urgency = ({ assessment, contact, score }: Row): string =>
  [RANK[assessment], RANK[contact], String(HIGHEST_TOTAL - (score?.total ?? -1)).padStart(2, '0')].join(' ');

/** The people now on virtual wards: of class VR, or on a ward that its system calls virtual. */
const staysOn = async (context: SubgraphContext, wards: readonly string[] | null | undefined) => {
  const places = wards ? placesOf(context, 'encounters', { wards }) : placesOfViewer(context);
  if (places.length === 0)
    throw new GraphRefusal('BAD_USER_INPUT', 'Name some wards: the viewer has none of their own');
  const early = leavingTime(context);
  const [census, layout] = await Promise.all([askPlaces(early, 'encounters', places), askWards(early, places)]);
  const virtual = new Set(recordsOf(layout).flatMap(({ ward, virtual: is }) => (is ? [wardKeyText(ward)] : [])));
  const isVirtual = ({ class: kind, place }: Encounter): boolean =>
    kind === 'VR' || (place !== undefined && virtual.has(wardKeyText(place.ward)));
  const stays = await withPeople(
    context,
    recordsOf(census).filter((encounter) => isCurrent(encounter) && isVirtual(encounter)),
  );
  return { stays, saidBy: [...census, ...layout] };
};

/**
 * Everybody on virtual wards, with what is out of range and whether there was a contact today. Whoever cannot be judged is
 * among them as not assessed. Each capability is asked once for all of them, of the organisations whose stays they are.
 */
export const virtualWardPatients = async (
  _: unknown,
  { filter, ...page }: PageArgs & { filter?: Filter | null },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  const { stays, saidBy } = await staysOn(context, filter?.wards);
  const recent = { window: lastDays(context, 1) };
  // Whole: a visit that was brought forward is marked as held before it was due.
  const today = { window: londonDay(todayOf(context)) };
  const [scoresOf, readingsOf, appointmentsOf, encountersOf] = await Promise.all([
    askOfStays(context, 'early-warning', stays, recent),
    askOfStays(context, 'observations', stays, recent),
    askOfStays(context, 'appointments', stays, today),
    askOfStays(context, 'encounters', stays, today),
  ]);

  const judged = stays.map((stay) => {
    const [scores, readings] = [scoresOf(stay), readingsOf(stay)];
    const [appointments, encounters] = [appointmentsOf(stay), encountersOf(stay)];
    const contactedAt = lastContact(today.window, recordsOf(appointments ?? []), recordsOf(encounters ?? []));
    const readingsTold = isTold(scores) && isTold(readings);
    const contactsTold = isTold(appointments) && isTold(encounters);
    const isRecent = ({ effective }: { readonly effective: Instant }): boolean => within(recent.window, effective);
    const row: Row = {
      ...stay,
      ...assess(recordsOf(scores ?? []).filter(isRecent), recordsOf(readings ?? []).filter(isRecent), readingsTold),
      contact: contactedAt !== null ? 'CONTACTED' : contactsTold ? 'NOT_CONTACTED' : 'UNKNOWN',
      contactedAt,
    };
    const answers: Routed = [...(scores ?? []), ...(readings ?? []), ...(appointments ?? []), ...(encounters ?? [])];
    return { row, answers, isWhole: readingsTold && contactsTold };
  });

  const answers = [...saidBy, ...judged.flatMap((one) => one.answers)];
  const names = systemNames(answers);
  const completeness = completenessOf(context, info.path, answers);
  const isPartial = completeness.status === 'COMPLETE' && judged.some((one) => !one.isWhole);
  const { ids } = context.door;
  return connection(
    judged.map(({ row }) => row),
    page,
    { key: urgency, direction: 'ascending' },
    ({ encounter }) => ids.seal('virtual-ward-patient', encounter.key),
    ({ encounter, person, assessment, score, outside, contact, contactedAt }) => ({
      id: ids.seal('virtual-ward-patient', encounter.key),
      patient: person && { id: person.id },
      encounter: { id: ids.seal('encounter', encounter.key) },
      assessment,
      earlyWarning: score && {
        ...scoreNode(score),
        ...{ id: ids.seal('score', score.key), source: sourceOf(score.source, names) },
      },
      outOfRange: outside.map((reading) => ({
        ...observationNode(reading),
        ...{ id: ids.seal('observation', reading.key), source: sourceOf(reading.source, names) },
      })),
      contactToday: contact,
      contactedAt,
    }),
    isPartial ? { ...completeness, status: 'PARTIAL' } : completeness,
  );
};
