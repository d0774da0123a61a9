import type { Kysely } from 'kysely';
import type { Ask } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Tables } from '../store';
import { auditEventOf, type AuditEvent } from './audit-event';
import { readsOfPerson } from './reads-of-person';

/** What the export needs of its surroundings: the index of people, and the policy and record of whoever asks. */
export interface ExportMeans {
  readonly db: Kysely<Tables>;
  readonly personBy: (id: PersonId) => Promise<PersonIdentity | null>;
  /** Throws GraphRefusal FORBIDDEN, once the refusal is on record. */
  readonly authorise: (ask: Ask) => Promise<void>;
  /** Resolves once it is on record that this person's reads were exported. */
  readonly record: (ask: Ask, person: PersonId, note: string) => Promise<void>;
}

/** Every read of a person's record as an AuditEvent, oldest first. That it was exported is on record before the first. */
export async function* exportReads(
  { db, personBy, authorise, record }: ExportMeans,
  { patient, since }: { readonly patient: PersonId; readonly since: Instant },
  ask: Ask,
): AsyncGenerator<AuditEvent> {
  await authorise(ask);
  const person = await personBy(patient);
  const subject = person
    ? { id: person.id, ...(person.nhsNumber !== undefined && { nhsNumber: person.nhsNumber }) }
    : { id: patient };
  await record(ask, subject.id, 'access log exported as AuditEvent');
  const ids = person ? [person.id, ...person.mergedIds] : [patient];
  for await (const row of readsOfPerson(db, ids, since)) yield auditEventOf(row, subject);
}
