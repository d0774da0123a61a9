import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Ask } from '../../schema/capabilities';
import { rolePolicy, valuesAreMasked } from '../access';
import { recordRead } from '../audit';
import { fieldOf } from '../comparison';
import { createIdentityIndex } from '../identity';
import { reasonGiven } from '../../schema/reason';
import { createRecorder } from '../routing';
import type { Tables } from '../store';
import { connectionSettings } from '../store/connection-settings';
import type { FoundDifference } from './compare-rows';
import { peopleOf } from './whose-difference';

export interface Revealing {
  readonly databaseUrl: string;
  readonly ask: Ask;
  readonly reason: string;
}

const MASK = '****';

/** Whom a person's record was joined to is told by other people's hospital numbers, whom nobody here checked or named. */
const withoutOthers = (one: FoundDifference): FoundDifference => {
  const field = fieldOf(one.field);
  if (!field.startsWith('linkedRecords')) return one;
  const mask = (text: string | null): string | null => (text === null ? null : MASK);
  return { ...one, field, before: mask(one.before), after: mask(one.after) };
};

/**
 * The differences that may be shown with their values, once the audit names everybody in them. Those of a person whose
 * record is restricted, or who hold a part of it back, live or rebuilt, are left out: mending a feed is no reason to see
 * where they are, or what they sealed (design, section 6). So are those of a record whose person the live index does not know: nobody can say that they are not.
 * Throws GraphRefusal for whoever may not see what is in a message, and for a reason that says nothing.
 */
export const revealed = async (
  { databaseUrl, ask, reason }: Revealing,
  differences: readonly FoundDifference[],
): Promise<readonly FoundDifference[]> => {
  const given = reasonGiven(reason);
  // Not through the store, which would migrate. Of a live database too old to say whose values are masked the statement
  // fails, and nothing is shown.
  const pool = new Pool({ ...connectionSettings(databaseUrl), max: 1 });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const recorder = createRecorder({ recordRead: (read) => recordRead(pool, read) }, rolePolicy, {});
  try {
    await recorder.authorise('message-content', ask);
    if (differences.length === 0) return [];
    const people = await peopleOf(createIdentityIndex({ store: { db }, clock: ask.clock }), differences);
    const shown = differences.filter(
      (one) =>
        one.maskedWhenRebuilt !== true && people(one).every((person) => person !== null && !valuesAreMasked(person)),
    );
    await recorder.answered({
      ...{ ask, capability: 'message-content', instances: shown.map(({ instance }) => instance) },
      persons: shown.flatMap(people).flatMap((person) => person?.id ?? []),
      note: `replay: ${shown.length} differences shown with values: ${given}`,
    });
    return shown.map(withoutOthers);
  } finally {
    await db.destroy();
  }
};
