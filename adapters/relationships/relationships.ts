import { sql } from 'kysely';
import type { GrantInUse, RelationshipBasis } from '../../schema/access';
import type { Viewer } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName, OdsCode, PersonId } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import type { Store } from '../store';
import { standingsOf, type StandingRow } from './standing-query';

/** How a viewer stands to a person. */
export interface Standing {
  readonly bases: ReadonlySet<RelationshipBasis>;
  /** The grant by which the person's record is open to the viewer. */
  readonly grant: GrantInUse | null;
}

/** Who has to do with whom: from our own store, never by asking a system (design, section 6). */
export interface Relationships {
  /** Same length, same order; one statement for all. */
  of(viewer: Viewer, people: readonly PersonIdentity[]): Promise<readonly Standing[]>;
  /** Those whom a carer holds proxy for, by the ids of when it was given. */
  proxiesOf(viewer: Viewer): Promise<readonly PersonId[]>;
  /** The feed that stays at the organisation are heard on is silent, behind, or was never heard. */
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

const DAY_MS = 86_400_000;
/** A message that waits longer than this to be worked on makes what is known old. */
const BEHIND_MS = 60_000;

/** A number that a source traced, and a birth date that does not speak against it. */
export const isSelf = (viewer: Viewer, person: PersonIdentity): boolean =>
  viewer.nhsNumber !== undefined &&
  person.nhsNumberVerified &&
  person.nhsNumber === viewer.nhsNumber &&
  (viewer.birthDate === undefined || person.birthDate === undefined || viewer.birthDate === person.birthDate);

/** The registered practice: the person is on its list. */
const isRegistered = (viewer: Viewer, person: PersonIdentity): boolean =>
  person.generalPractice === viewer.organisation;

const grantOf = (person: PersonIdentity, rows: readonly StandingRow[]): GrantInUse | null => {
  const grants = rows.flatMap(({ grant_id: id, until_at: until, reason }) =>
    id !== null && until !== null && reason !== null
      ? [{ id, patient: person.id, until: instantOf(until.getTime()), reason }]
      : [],
  );
  // Of several that stand, the one that stands longest.
  return grants.sort((one, other) => (one.until < other.until ? 1 : -1))[0] ?? null;
};

/** Throws what the database throws. */
export const createRelationships = ({ store: { db }, clock, windows, stayFeeds }: RelationshipMeans): Relationships => {
  const days = (count: number) => instantOf(clock.millis() + count * DAY_MS);
  return {
    of: async (viewer, people) => {
      if (people.length === 0) return [];
      const { rows } = await standingsOf(viewer, people, {
        stayedSince: days(-windows.stayDays),
        clinicFrom: days(-windows.clinicDaysAfter),
        clinicTo: days(windows.clinicDaysBefore),
        now: now(clock),
      }).execute(db);
      return people.map((person, at) => {
        const own = rows.filter((row) => row.at === at);
        const bases = new Set(own.map(({ basis }) => basis));
        if (isSelf(viewer, person)) bases.add('self');
        if (isRegistered(viewer, person)) bases.add('caseload');
        return { bases, grant: grantOf(person, own) };
      });
    },
    proxiesOf: async ({ nhsNumber }) => {
      if (nhsNumber === undefined) return [];
      const { rows } = await sql<{ person_id: PersonId }>`select distinct person_id from proxy
        where carer_nhs_number = ${nhsNumber} and from_at <= ${now(clock)}::timestamptz
          and (until_at is null or until_at > ${now(clock)}::timestamptz)`.execute(db);
      return rows.map((row) => row.person_id);
    },
    isStale: async (organisation) => {
      const feeds = stayFeeds(organisation);
      if (feeds.length === 0) return false;
      const { rows } = await sql<{ instance: InstanceName; heard: Date | null; behind: Date | null }>`
        select instance, case when bool_and(last_heard_at is not null) then min(last_heard_at) end as heard,
          min(behind_since) as behind
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
