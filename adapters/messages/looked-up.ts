import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { PersonQuery } from '../../schema/capabilities';
import { hospitalNumberSystem, type PersonId } from '../../schema/identifiers';
import type { MessageFilter } from '../../schema/messages';
import type { IdentityIndex } from '../identity';
import type { Tables } from '../store';
import { conditionsOf, whereOf } from './filter';
import { personsNamedBy } from './persons';
import type { OnRecord } from './recorded';

/** The parts of a filter by which it was looked for; never their values. */
const partsOf = (filter: MessageFilter): string =>
  Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)
    .join(', ');

/** Does the filter look somebody up? */
const namesSomebody = ({ nhsNumber, identifier, visit }: MessageFilter): boolean =>
  nhsNumber !== undefined || identifier !== undefined || visit !== undefined;

/** So many messages tell whom a look-up is about: somebody's newest name them as well as all. */
const NEWEST = 1_000;

const newestFound = async (db: Kysely<Tables>, filter: MessageFilter): Promise<readonly number[]> => {
  const { rows } = await sql<{ seq: number }>`
    select m.seq from message m ${whereOf(conditionsOf(filter))} order by m.seq desc limit ${NEWEST}`.execute(db);
  return rows.map(({ seq }) => seq);
};

const wantedBy = ({ nhsNumber, identifier }: MessageFilter): readonly PersonQuery[] => [
  ...(nhsNumber === undefined ? [] : [{ by: 'nhsNumber', nhsNumber } as const]),
  ...(identifier?.system === undefined
    ? []
    : [
        {
          by: 'identifier',
          identifier: { system: hospitalNumberSystem(identifier.system), value: identifier.value },
        } as const,
      ]),
];

/**
 * What goes on record for a look-up: who was looked for, and whoever the messages found are about. Where none of them
 * is handed over, as when they are counted, the newest that the filter finds tell whom.
 */
export const onRecord = async (
  db: Kysely<Tables>,
  index: Pick<IdentityIndex, 'bySubjects' | 'find'>,
  what: string,
  filter: MessageFilter,
  seqs: readonly number[],
): Promise<OnRecord> => {
  const parts = partsOf(filter);
  const note = parts === '' ? what : `${what} by ${parts}`;
  if (!namesSomebody(filter)) return { note };
  const wanted = await Promise.all(wantedBy(filter).map((query) => index.find(query)));
  const found = seqs.length > 0 ? seqs.slice(-NEWEST) : await newestFound(db, filter);
  const { persons, unresolved } = await personsNamedBy(db, index, found);
  const all = [...wanted.flatMap((finding) => (finding.kind === 'one' ? [finding.person] : [])), ...persons];
  const ids: readonly PersonId[] = [...new Set(all.map(({ id }) => id))];
  return { note, persons: ids, unresolved };
};
