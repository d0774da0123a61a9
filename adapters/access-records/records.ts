import { sql } from 'kysely';
import type { AccessFilter, AccessRecords, BreakGlass } from '../../schema/access';
import { GraphRefusal } from '../../schema/errors';
import type { PrivacyDirectives } from '../../schema/privacy';
import type { Proxies } from '../../schema/proxies';
import { waitingForSeal } from '../audit';
import type { IdentityIndex } from '../identity';
import type { Relationships } from '../relationships';
import { createRecordedRead, type Recorder } from '../routing';
import type { Store } from '../store';
import { findEvents } from './log';
import { asToldToPatient, ownFilter, whoseReads } from './reads-of-mine';
import { findSeen } from './seen-parts';
import { whose } from './whose';

export interface AccessRecordsMeans {
  readonly store: Pick<Store, 'db'>;
  readonly identity: Pick<IdentityIndex, 'find' | 'byIds'>;
  readonly relationships: Relationships;
  readonly breakGlass: BreakGlass;
  readonly privacy: PrivacyDirectives;
  readonly proxies: Proxies;
  readonly recorder: Recorder;
  /** What was shown is kept under it (`seenKey` of the audit). */
  readonly seenKey: Buffer;
}

/** The parts of a filter by which it was looked for; never their values. */
const partsOf = (filter: AccessFilter): readonly string[] =>
  Object.entries(filter)
    .filter(([name, value]) => name !== 'window' && value !== undefined)
    .map(([name]) => name);

/** Who was shown what. To look is a read like any other: authorised first, and on record before it is answered. */
export const createAccessRecords = ({
  store: { db },
  identity,
  relationships,
  breakGlass,
  privacy,
  proxies,
  recorder,
  seenKey,
}: AccessRecordsMeans): AccessRecords => {
  const read = createRecordedRead(recorder, 'The record of reads');
  return {
    log: async (filter, page, ask) => {
      const parts = partsOf(filter);
      const note = `access log by ${parts.join(', ')}`;
      const { found } = await read(
        'access-log',
        ask,
        async () => {
          if (parts.length === 0) throw new GraphRefusal('BAD_USER_INPUT', 'Give a person, a user or a request');
          const person = await whose(identity, filter);
          return { person, found: await findEvents(db, filter, person?.ids ?? null, page) };
        },
        ({ person }) => ({ note, persons: person ? [person.id] : [] }),
      );
      return found;
    },
    asSeen: async (requestId, ask) => {
      const seen = await read(
        'as-seen',
        ask,
        () => findSeen(db, seenKey, requestId),
        (answer) => ({
          note: `as seen: request ${requestId}`,
          persons: answer?.persons ?? [],
          unresolved: answer?.unresolved ?? 0,
        }),
      );
      return seen && seen.parts;
    },
    state: (ask) =>
      read(
        'access-log',
        ask,
        async () => {
          const { rows } = await sql<{ sealed: number }>`
            select coalesce(max(position), 0)::float8 as sealed from audit_seal`.execute(db);
          const { count, oldest } = await waitingForSeal(db);
          return { sealed: rows[0]?.sealed ?? 0, unsealed: count, oldestUnsealed: oldest };
        },
        () => ({ note: 'state of the seal' }),
      ),
    readsOfMine: async ({ patient, window }, page, ask) => {
      const found = await read(
        'own-reads',
        ask,
        async () => {
          const person = await whoseReads(ask, patient, { identity, relationships });
          const ids = [person.id, ...person.mergedIds];
          return { person, reads: await findEvents(db, ownFilter(ask.viewer, window), ids, page) };
        },
        ({ person }) => ({ note: 'reads of the own record', persons: [person.id] }),
      );
      return asToldToPatient(found);
    },
    breakGlass,
    privacy,
    proxies,
  };
};
