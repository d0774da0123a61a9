import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import type { Ask } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { InstanceName, OdsCode, PersonId } from '../../schema/identifiers';
import { recordRead } from '../audit';
import type { Tables } from '../store';
import { connectionSettings } from '../store/connection-settings';
import type { FoundDifference } from './compare-rows';

export interface Revealing {
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** The account on this machine that runs the command: a command line has no other token. */
  readonly user: string;
  readonly organisation: OdsCode;
  readonly reason: string;
}

const askOf = ({ clock, user, organisation }: Revealing): Ask => ({
  viewer: {
    ...{ userId: `os:${user}`, name: user, role: 'integration-engineer', roleProfileId: 'UNK' },
    ...{ organisation, organisationName: organisation, wards: [] },
  },
  ...{ purpose: 'HOPERAT', client: 'replay-command', operation: 'replay', requestId: randomUUID() },
  ...{ deadline: Number.MAX_SAFE_INTEGER, signal: new AbortController().signal, clock },
});

interface About {
  readonly instance: InstanceName;
  readonly record_id: string;
  readonly person_id: PersonId;
  /** By any of the person's records, in any system. */
  readonly restricted: boolean;
}

/** Where a record changed hands, both people are in the difference. */
const recordsIn = ({ recordId, field, before, after }: FoundDifference): readonly string[] =>
  [recordId, ...(field === 'subject' ? [before, after] : [])].flatMap((id) => id ?? []);

const peopleOf = async (db: Kysely<Tables>, differences: readonly FoundDifference[]): Promise<readonly About[]> => {
  const named = differences.flatMap((one) => recordsIn(one).map((record) => ({ instance: one.instance, record })));
  const { rows } = await sql<About>`select distinct r.instance, r.record_id, r.person_id, exists (
      select 1 from person_record as any_of where any_of.person_id = r.person_id and any_of.restricted
    ) as restricted
    from unnest(${named.map((one) => one.instance)}::text[], ${named.map((one) => one.record)}::text[])
      as named (instance, record_id)
    join person_record as r on r.instance = named.instance and r.record_id = named.record_id`.execute(db);
  return rows;
};

/**
 * The differences that may be shown with their values, once the audit names everybody in them. Those of a person whose
 * record is restricted are left out: mending a feed is no reason to see where they are (design, section 6).
 */
export const revealed = async (
  means: Revealing,
  differences: readonly FoundDifference[],
): Promise<readonly FoundDifference[]> => {
  if (differences.length === 0) return [];
  const pool = new Pool({ ...connectionSettings(means.databaseUrl), max: 1 });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    const people = await peopleOf(db, differences);
    const about = new Map(people.map((one) => [`${one.instance}|${one.record_id}`, one]));
    const whoIsIn = (one: FoundDifference): readonly (About | undefined)[] =>
      recordsIn(one).map((record) => about.get(`${one.instance}|${record}`));
    const shown = differences.filter((one) => whoIsIn(one).every((person) => person?.restricted !== true));
    const persons = shown.flatMap(whoIsIn);
    await recordRead(db, {
      ask: askOf(means),
      capability: 'message-content',
      persons: persons.flatMap((person) => person?.person_id ?? []),
      unresolved: persons.filter((person) => person === undefined).length,
      instances: shown.map(({ instance }) => instance),
      outcome: 'answered',
      note: `replay: ${shown.length} differences shown with values: ${means.reason}`,
    });
    return shown;
  } finally {
    await db.destroy();
  }
};
