import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { Encounter } from '../../schema/clinical/encounter';
import type { WaitingListEntry } from '../../schema/clinical/scheduling';
import {
  instantOf,
  londonDate,
  MINUTE,
  plus,
  startOfLondonDay,
  type DateRange,
  type LocalDate,
} from '../../schema/time';
import { askPerson, personOfRecord } from '../asking';
import { hasCode } from '../codes';
import type { PageArgs } from '../connection';
import { listOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { within } from '../windows';

const WINDOWS = Symbol('periods in which emergency attendances are looked for');

/** NHS DD ADMISSION METHOD: through an emergency department, here (21) or at another provider (2A). */
const THROUGH_EMERGENCY_DEPARTMENT = ['21', '2A'].map((code) => ({
  system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-AdmissionMethodEngland',
  code,
}));

/** Some feeds go on with the attendance's visit number when they admit: of its class only the admission method is left. */
const isEmergency = ({ class: kind, status, admissionMethod }: Encounter): boolean =>
  status !== 'planned' &&
  status !== 'cancelled' &&
  (kind === 'EMER' || (admissionMethod !== undefined && hasCode(admissionMethod, THROUGH_EMERGENCY_DEPARTMENT)));

/** One period for all entries of a page, since the earliest of their days: the door is asked once for all their people. */
const windowSince = (context: SubgraphContext, since: LocalDate): Promise<DateRange> =>
  context
    .once(
      WINDOWS,
      () =>
        new DataLoader((days: readonly LocalDate[]) => {
          const now = instantOf(context.ask.clock.millis());
          const [earliest = londonDate(now)] = [...days, londonDate(now)].sort();
          const window = { from: startOfLondonDay(earliest), to: plus(now, MINUTE) };
          return Promise.resolve(days.map(() => window));
        }),
    )
    .load(since);

const attendance = ({ key, period }: Encounter, context: SubgraphContext): object => ({
  encounter: { id: context.door.ids.seal('encounter', key) },
  period,
});

/**
 * Emergency attendances of whoever waits that began since they were listed. Throws the refusal to read the person's
 * encounters; asks nobody where it cannot be told since when, or of whom.
 */
export const emergencyAttendances = async (
  entry: WaitingListEntry,
  page: PageArgs,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  const since = entry.added ?? entry.originalDate;
  const person = await personOfRecord(context, entry.subject);
  const asked = since && person ? await windowSince(context, since) : null;
  const answers = person && asked ? await askPerson(context, 'encounters', person, { window: asked }) : [];
  const window = since && asked ? { from: startOfLondonDay(since), to: asked.to } : null;
  return listOf(
    context,
    info,
    {
      answers,
      kind: 'encounter',
      args: page,
      ...(window && { window }),
      order: { key: ({ period }) => period.start ?? '', direction: 'descending' },
      keep: (encounter) =>
        isEmergency(encounter) &&
        (!window || encounter.period.start === undefined || within(window, encounter.period.start)),
    },
    (encounter) => attendance(encounter, context),
  );
};
