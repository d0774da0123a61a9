import { sql } from 'kysely';
import type { GrantInUse, RelationshipBasis } from '../../schema/access';
import type { Capability, Viewer } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName, OdsCode, PersonId } from '../../schema/identifiers';
import { DAY, instantOf } from '../../schema/time';
import { HEARD_WHOLE, type Store } from '../store';
import { standingsOf, type StandingRow } from './standing-query';

/** How a viewer stands to a person. */
export interface Standing {
  readonly bases: ReadonlySet<RelationshipBasis>;
  /** The grant by which the person's record is open to the viewer. */
  readonly grant: GrantInUse | null;
  /** Of a carer whose proxy is for a part of the record: which. */
  readonly proxyFor?: ReadonlySet<Capability>;
}

/** Whether the person stands to the viewer in this way where the capability is concerned. */
export const holdsFor = ({ bases, proxyFor }: Standing, basis: RelationshipBasis, capability: Capability): boolean =>
  bases.has(basis) && (basis !== 'proxy' || proxyFor === undefined || proxyFor.has(capability));

/** Who has to do with whom: from our own store, never by asking a system (design, section 6). */
export interface Relationships {
  /** Same length, same order; one statement for all. */
  of(viewer: Viewer, people: readonly PersonIdentity[]): Promise<readonly Standing[]>;
  /** Those whom a carer may hold proxy for, by their ids or those of when it was given: {@link Relationships.of} says of whom they do. */
  proxiesOf(viewer: Viewer): Promise<readonly PersonId[]>;
  /** The feed that stays at the organisation are heard on is silent, behind, or was never heard; or whom it visits is not told. */
  isStale(organisation: OdsCode): Promise<boolean>;
}

/** Days, by the settings. */
export interface RelationshipWindows {
  /** For which a stay that ended still counts. */
  readonly stayDays: number;
  /** Before an appointment, from when on it counts. */
  readonly clinicDaysBefore: number;
  /** After an appointment, until when it counts. */
  readonly clinicDaysAfter: number;
}

/** Where the stays of an organisation are heard, and how long it may be silent. */
export interface StayFeed {
  readonly instance: InstanceName;
  readonly silenceMs: number;
}

export interface RelationshipMeans {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
  readonly windows: RelationshipWindows;
  readonly stayFeeds: (organisation: OdsCode) => readonly StayFeed[];
}

/** A task that was raised longer ago is over, whether its system has said so or not: it may have fallen silent, or be asked no more. */
export const TASK_DAYS = 7;
/** A visit that was last told of longer ago is none: it may have been cancelled since, and its system fallen silent. */
export const VISIT_DAYS = 7;
/** A system that has been asked for so long whom it visits, and has not said it, makes what is known old. */
const UNTOLD_MS = 900_000;
/** A message that waits longer than this to be worked on makes what is known old. */
const BEHIND_MS = 60_000;

/**
 * A number that a source traced, and the birth date that was proved with it. A record whose date is missing, partial or
 * estimated as another day is refused to them: by the number alone a record is nobody's, and a number put by a slip on
 * somebody brought in unknown would open it to whoever has that number (decision 0186). An estimate that is the very
 * date proved is no guess any more: PDS has it, too.
 */
export const isSelf = (viewer: Viewer, person: PersonIdentity): boolean =>
  viewer.nhsNumber !== undefined &&
  person.nhsNumberVerified &&
  person.nhsNumber === viewer.nhsNumber &&
  (viewer.birthDate === undefined || viewer.birthDate === person.birthDate);

/** The registered practice: the person is on its list. */
const isRegistered = (viewer: Viewer, person: PersonIdentity): boolean =>
  person.generalPractice === viewer.organisation;

const grantOf = (person: PersonIdentity, rows: readonly StandingRow[]): GrantInUse | null => {
  const grants = rows.flatMap(({ grant }) =>
    grant ? [{ ...grant, patient: person.id, until: instantOf(Date.parse(grant.until)) }] : [],
  );
  // Of several that stand, the one that stands longest.
  return grants.sort((one, other) => other.until.localeCompare(one.until))[0] ?? null;
};

/** Of several proxies all that any is for; nothing where one is for the whole record. */
const proxyForOf = (rows: readonly StandingRow[]): Pick<Standing, 'proxyFor'> => {
  const parts = rows.filter(({ basis }) => basis === 'proxy').map(({ capabilities }) => capabilities);
  return parts.length === 0 || parts.includes(null) ? {} : { proxyFor: new Set(parts.flatMap((part) => part ?? [])) };
};

/** Throws what the database throws. */
export const createRelationships = ({ store: { db }, clock, windows, stayFeeds }: RelationshipMeans): Relationships => {
  const days = (count: number) => instantOf(clock.millis() + count * DAY);
  return {
    of: async (viewer, people) => {
      const { rows } = await standingsOf(viewer, people, {
        stayedSince: days(-windows.stayDays),
        clinicFrom: days(-windows.clinicDaysAfter),
        clinicTo: days(windows.clinicDaysBefore),
        openTaskFrom: days(-TASK_DAYS),
        pastTaskFrom: days(-TASK_DAYS - windows.clinicDaysAfter),
        visitToldFrom: days(-VISIT_DAYS),
        now: now(clock),
      }).execute(db);
      return people.map((person, at) => {
        const own = rows.filter((row) => row.at === at);
        const bases = new Set(own.map(({ basis }) => basis));
        if (isSelf(viewer, person)) bases.add('self');
        if (isRegistered(viewer, person)) bases.add('caseload');
        return { bases, grant: grantOf(person, own), ...proxyForOf(own) };
      });
    },
    proxiesOf: async ({ nhsNumber }) => {
      const { rows } = await sql<{
        person_id: PersonId;
      }>`select distinct coalesce(r.person_id, proxy.person_id) as person_id
        from proxy left join person_record as r on r.nhs_number = proxy.person_nhs_number
        where (proxy.person_nhs_number is null or r.person_id is not null) and carer_nhs_number = ${nhsNumber ?? ''} and from_at <= ${now(clock)}::timestamptz
          and (until_at is null or until_at > ${now(clock)}::timestamptz) and ended_at is null`.execute(db);
      return rows.map((row) => row.person_id);
    },
    isStale: async (organisation) => {
      const untold = await sql`select from visit_source where organisation = ${organisation}
        and (told_at is null or asked_at - told_at > ${`${UNTOLD_MS} milliseconds`}::interval)`.execute(db);
      if (untold.rows.length > 0) return true;
      const feeds = stayFeeds(organisation);
      const { rows } = await sql<{ instance: InstanceName; heard: Date | null; behind: Date | null }>`
        select instance, ${HEARD_WHOLE} as heard, min(behind_since) as behind
        from feed where instance = any(${feeds.map(({ instance }) => instance)}::text[]) group by instance`.execute(db);
      return feeds.some(({ instance, silenceMs }) => {
        const feed = rows.find((row) => row.instance === instance);
        if (!feed?.heard) return true;
        const waits = feed.behind === null ? 0 : clock.millis() - feed.behind.getTime();
        return clock.millis() - feed.heard.getTime() > silenceMs || waits > BEHIND_MS;
      });
    },
  };
};
