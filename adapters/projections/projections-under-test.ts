import { fixedClock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { DomainEvent } from '../../schema/events';
import type { OdsCode, PersonId } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import type { Instant } from '../../schema/time';
import { freshDatabase } from '../../test/database';
import { createIdentityIndex } from '../identity';
import type { Store } from '../store';
import { createProjector } from './projector';

export const NOW = '2026-11-20T10:00:00.000Z' as Instant;
export const at = (minute: number): Instant => instantOf(Date.parse(NOW) + minute * 60_000);
export const RWE = 'RWE' as OdsCode;
export const ward = (code: string): { organisation: OdsCode; code: string } => ({ organisation: RWE, code });
export const clock = fixedClock(NOW);

export const someone = (...recordIds: readonly string[]): PersonIdentity => ({
  id: `pt_${recordIds.join('')}` as PersonId,
  mergedIds: [],
  nhsNumberVerified: false,
  identifiers: [],
  records: recordIds.map((recordId) => ({ instance: 'pas@RWE', recordId })),
  restricted: false,
  epoch: 1,
});

export const admitted = (recordId: string, visit: string, code: string, bed: string, hoursAgo = 2): DomainEvent => ({
  kind: 'stay-changed',
  recordId,
  visit,
  occurredAt: at(-60 * hoursAgo),
  change: 'admit',
  patch: { class: 'IMP', ward: ward(code), bed, admittedAt: at(-60 * hoursAgo) },
});
export const known = (recordId: string, patch: object = {}): DomainEvent => ({
  kind: 'person-updated',
  recordId,
  occurredAt: at(-90),
  create: true,
  patch,
});
export const inStock = (code: string, bed: string): DomainEvent => ({
  kind: 'bed-stock-changed',
  occurredAt: at(-1000),
  ward: ward(code),
  wardName: `Ward ${code}`,
  bed: { code: bed, name: `Bed ${bed}` },
  change: 'put',
});

/** Read models of one PAS in a database of their own, which events are told of one message at a time. */
export interface ProjectionsUnderTest {
  readonly store: Store;
  tell(...events: readonly DomainEvent[]): Promise<void>;
  /** The feed was last heard then: until it is, nobody is known to be nobody. */
  heard(when: Instant): Promise<void>;
  drop(): Promise<void>;
}

export const openProjections = async (): Promise<ProjectionsUnderTest> => {
  const { store, drop } = await freshDatabase();
  const projector = createProjector({ people: createIdentityIndex({ store, clock }) });
  let seq = 0;
  return {
    store,
    drop,
    heard: async (when) => {
      await store.db
        .insertInto('known_feed')
        .values({ name: 'pas', instance: 'pas@RWE' })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await store.db.deleteFrom('message').execute();
      await store.db
        .insertInto('message')
        .values({
          feed: 'pas',
          instance: 'pas@RWE',
          received_at: when,
          peer: '',
          bytes: Buffer.from(when),
          charset: 'utf8',
          content_hash: Buffer.from(when),
          sending_application: '',
          sending_facility: '',
          message_type: 'ADT',
          trigger_event: 'A08',
          control_id: '',
          processing_id: 'P',
          version: '2.4',
          accepted: true,
          partition_keys: [],
          state: 'translated',
          reason: null,
          told_code: null,
          told_text: null,
          conflicts_with: null,
        })
        .execute();
    },
    tell: async (...events) => {
      seq += 1;
      const heard = { instance: 'pas@RWE', feed: 'pas@RWE', seq, messageId: `m${seq}`, heardAt: NOW, events } as const;
      await store.db.transaction().execute((trx) => projector.apply(trx, heard));
    },
  };
};
