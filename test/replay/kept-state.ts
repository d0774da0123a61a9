import type { Store } from '../../adapters/store';

/** Everything that messages leave behind, the inbox's own rows too. */
const TABLES = [
  ...['application_acknowledgement', 'message_identifier', 'message_happening', 'queued', 'backlog', 'partition'],
  ...[
    'message',
    'event',
    'projection',
    'record_link',
    'candidate_link',
    'person_identifier',
    'person_record',
    'person',
  ],
] as const;

/** An empty inbox, empty read models and an index that knows nobody. */
export const startOver = async ({ pool }: Store): Promise<void> => {
  await pool.query(`truncate ${TABLES.join(', ')} cascade`);
};

/** What only the order of arrival decides, or that two were once taken for one. */
const OWN_TO_A_RUN: readonly string[] = ['seq', 'idx', 'merges'];

/**
 * All that readers see, and who is whom. Messages are named by their control ids, and people by the records that are
 * theirs: both have other ids in every run.
 */
export const stateOf = async ({ db }: Store): Promise<{ readonly rows: unknown; readonly people: unknown }> => {
  const messages = await db.selectFrom('message').select(['seq', 'control_id']).execute();
  const controlIds = new Map(messages.map(({ seq, control_id }) => [`m_${seq}`, control_id]));
  const told = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (key, inner: unknown) => {
        if (OWN_TO_A_RUN.includes(key)) return undefined;
        return typeof inner === 'string' ? (controlIds.get(inner) ?? inner) : inner;
      }),
    );
  const rows = await db.selectFrom('projection').selectAll().orderBy('kind').orderBy('key').execute();
  const records = await db.selectFrom('person_record').selectAll().orderBy('record_id').execute();
  return {
    rows: told(rows),
    people: records.map(({ id: _id, person_id, own_person_id: _own, apart_from: _apart, ...columns }) => ({
      ...columns,
      with: records.filter((other) => other.person_id === person_id).map((other) => other.record_id),
    })),
  };
};

/** Which records are tied, and by which rule. */
export const linksOf = ({ db }: Store): Promise<readonly unknown[]> =>
  db.selectFrom('record_link').select(['rule']).orderBy('rule').execute();
