import type { Place } from '../../schema/capabilities';
import type { Answer, SourceStamp, Warning } from '../../schema/answer';
import { absent, found } from '../../schema/answer';
import { now } from '../../schema/clock';
import type { Clock } from '../../schema/clock';
import type { Bed } from '../../schema/clinical/location';
import type { ReportElsewhere } from '../../schema/clinical/pathology';
import { systemError } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import { instantOf, londonDate } from '../../schema/time';
import type { Instant } from '../../schema/time';
import type { Store } from '../store';
import { ORDINARY_WAIT_MS } from '../store/ordinary-wait';
import { occupancy } from './bed-occupancy';
import { feedsHeard } from './feed-state';
import { unpacked } from './fold/packed-state';
import { lastSaid } from './fold/person';
import { isYetToBe, placedAt, readyAt } from './fold/planned-move';
import type { KeptEncounter, KeptReadiness } from './fold/planned-move';
import { waitingOn } from './fold/waiting-list';
import type { KeptWaitingListEntry } from './fold/waiting-list';
import type { Kept, KeptSource } from './fold/row';
import { rowsOfPeople, rowsOfPlaces } from './read-rows';
import type { ReadRow } from './read-rows';
import type { ProjectedKind, ProjectedShapes, ProjectionReader, ReadOptions } from './reader';
import { HOUR_REPEATED, maybeLater, orMaybeLater } from './repeated-hour';
import { eachOnce, sameReports, withRoom } from './same-report';
import type { KeptReport, SameReports } from './same-report';
import { toldElsewhere } from './told-elsewhere';

export interface ReaderMeans {
  readonly store: Store;
  readonly instance: InstanceName;
  /** After this long without a message or heartbeat the instance's answers are stale. */
  readonly silenceMs: number;
  readonly clock: Clock;
  /** Whether the system is off: what it told is then an archive, whole as it stands and never stale. */
  readonly isRetired?: () => boolean;
}

const HELD: Warning = {
  code: 'MESSAGE_HELD',
  text: 'A message that may concern this record is held, so the record may be behind.',
};

const BEHIND: Warning = {
  code: 'FEED_BEHIND',
  text: 'Messages of this system wait to be worked on, so what they say is not in this answer yet.',
};

const IN_DOUBT: Warning = {
  code: 'IDENTITY_IN_DOUBT',
  text: 'A record under a number of this person could be theirs or another’s, so what it holds is left out.',
};

interface Read {
  readonly records: readonly { readonly source: KeptSource; readonly elsewhere?: ReportElsewhere }[];
  readonly warnings: readonly Warning[];
}

/** What only the moment of reading decides: where somebody is, who is in a bed, who is suspended. */
const readOut = (kind: ProjectedKind, rows: readonly ReadRow[], at: Instant): Read => {
  const bodies = rows.map((row) => row.body);
  switch (kind) {
    case 'beds': {
      const of = <T>(wanted: ProjectedKind): readonly T[] =>
        rows.filter((row) => row.kind === wanted).map((row) => row.body as T);
      const stays = of<KeptEncounter>('encounters').map((stay) => placedAt(stay, at));
      const { beds, warnings } = occupancy(of<Kept<Bed>>('beds'), stays);
      return { records: beds, warnings };
    }
    case 'waiting-list': {
      const today = londonDate(at);
      return { records: (bodies as KeptWaitingListEntry[]).map((entry) => waitingOn(today, entry)), warnings: [] };
    }
    case 'demographics': {
      const restricted = rows.some((row) => row.sensitive === true);
      const people = bodies as Kept<ProjectedShapes['demographics']>[];
      return { records: restricted ? people.map((one) => ({ ...one, restricted })) : people, warnings: [] };
    }
    case 'encounters':
      return { records: (bodies as KeptEncounter[]).map((stay) => placedAt(stay, at)), warnings: [] };
    case 'discharge-readiness':
      return { records: readyAt(bodies as KeptReadiness[], at), warnings: [] };
    case 'allergies':
    case 'appointments':
    case 'wards':
    case 'lab-reports':
    case 'lab-orders':
    case 'imaging-reports':
    case 'imaging-orders':
      return { records: bodies as Read['records'], warnings: [] };
  }
};

/**
 * A stay is found where it is and where it is to be: of a ward only those who are there now, and everybody once.
 */
const whereTheyAre = (rows: readonly ReadRow[], places: readonly Place[], at: Instant): readonly ReadRow[] => {
  const seen = new Set<string>();
  return rows.map((row) => {
    if (row.kind !== 'encounters' && row.kind !== 'planned-move') return row;
    const stay = row.body as KeptEncounter;
    const asked = row.subject === null ? undefined : places[row.subject];
    const found = `${row.subject}|${stay.key}`;
    const ward = placedAt(stay, at).place?.ward;
    const isThere =
      (stay.ahead === undefined && row.kind === 'encounters') ||
      (ward?.organisation === asked?.organisation && (asked?.ward === undefined || ward?.code === asked.ward));
    // Nobody's, it still says until when the feed was heard.
    if (!isThere || isYetToBe(stay, at) || seen.has(found)) return { ...row, subject: null, body: null };
    seen.add(found);
    return { ...row, kind: 'encounters' };
  });
};

/** A record's state as the demographics that it said last; nobody's, where it said none. */
const asLastSaid = (row: ReadRow): ReadRow => {
  const { key, body } = row;
  const said = key === null ? null : lastSaid(key, unpacked(body as Parameters<typeof unpacked>[0]));
  return said === null ? { ...row, subject: null, body: null } : { ...row, body: said };
};

export const createProjectionReader = ({
  store,
  instance,
  silenceMs,
  clock,
  isRetired,
}: ReaderMeans): ProjectionReader => {
  /** Why what is kept may be old, or not be all. */
  const gapOf = (heard: Date | null, asOf: Instant, archived: boolean): string | null => {
    if (heard === null)
      return `${instance} has a feed that has not been heard yet; what the others told may not be all.`;
    return !archived && clock.millis() - heard.getTime() > silenceMs
      ? `${instance} has not been heard since ${asOf}; what it last said may be old.`
      : null;
  };
  const answers = <K extends ProjectedKind>(
    kind: K,
    rows: readonly ReadRow[],
    subjects: number,
    options: ReadOptions,
    same: ReadonlyMap<number, SameReports> = new Map(),
  ): readonly Answer<readonly ProjectedShapes[K][]>[] => {
    const retrievedAt = now(clock);
    const archived = isRetired?.() === true;
    const freshness = archived ? 'ARCHIVED' : 'PROJECTED';
    const heardWhole = rows[0]?.heard ?? null;
    const heard = heardWhole ?? rows[0]?.in_part ?? null;
    const waitingSince = rows[0]?.behind ?? null;
    const isBehind = waitingSince !== null && clock.millis() - waitingSince.getTime() > ORDINARY_WAIT_MS;
    const held = new Set(rows[0]?.held ?? []);
    // Who somebody is, is one value: their own record tells it, and where there is none the PAS is asked.
    const doubtful = new Set(kind === 'demographics' ? [] : (rows[0]?.doubtful ?? []));
    const bySubject = new Map<number | null, ReadRow[]>();
    for (const row of rows) bySubject.set(row.subject, [...(bySubject.get(row.subject) ?? []), row]);
    return Array.from({ length: subjects }, (_, subject) => {
      if (heard === null) {
        const error = systemError(
          'SOURCE_STALE',
          instance,
          `${instance} has not been heard yet; nothing is known of it.`,
        );
        return { kind: 'failed', error };
      }
      const asOf = instantOf(Math.min(heard.getTime(), isBehind ? waitingSince.getTime() : Infinity));
      const source: SourceStamp = { instance, asOf, retrievedAt, freshness };
      const read = readOut(kind, bySubject.get(subject) ?? [], retrievedAt);
      const told = same.get(subject);
      const { warnings } = read;
      const records = told === undefined ? read.records : eachOnce(read.records as KeptReport[], told, options);
      const stamped = records.map((record) => ({
        ...record,
        source: { ...record.source, retrievedAt, freshness },
      })) as unknown as readonly ProjectedShapes[K][];
      const value = options.limit === undefined ? stamped : stamped.slice(0, options.limit);
      const gap = gapOf(heardWhole, asOf, archived);
      if (gap !== null)
        return { kind: 'failed', error: systemError('SOURCE_STALE', instance, gap), stale: { value, source } };
      const isHeld = held.has(subject);
      const isDoubtful = doubtful.has(subject);
      const all = [
        ...warnings,
        ...(isHeld ? [HELD] : []),
        ...(isBehind ? [BEHIND] : []),
        ...(isDoubtful ? [IN_DOUBT] : []),
        ...(records.some((record) => maybeLater(kind, record)) ? [HOUR_REPEATED] : []),
        ...toldElsewhere(kind, records),
      ];
      const complete = !isHeld && !isBehind && !isDoubtful;
      if (kind === 'demographics' && value.length === 0 && complete) return absent(source, all);
      return found(value, source, { complete, warnings: all });
    });
  };
  return {
    forPeople: async (kind, people, asked = {}) => {
      if (people.length === 0) return [];
      const options = orMaybeLater(asked);
      const same = await sameReports(store.db, instance, kind, people);
      const { rows } = await rowsOfPeople(instance, kind, people, withRoom(options, same)).execute(store.db);
      const told = options.absorbed ? rows.map(asLastSaid) : rows;
      return answers(kind, told, people.length, options, same);
    },
    forPlaces: async (kind, places, asked = {}) => {
      if (places.length === 0) return [];
      const options = orMaybeLater(asked);
      const at = now(clock);
      const { rows } = await rowsOfPlaces(instance, kind, places, options, at).execute(store.db);
      return answers(kind, whereTheyAre(rows, places, at), places.length, options);
    },
    heardUntil: async () => {
      const { rows } = await feedsHeard(instance).execute(store.db);
      const at = rows[0]?.at ?? null;
      return at === null ? null : instantOf(at.getTime());
    },
  };
};
