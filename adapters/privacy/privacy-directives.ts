import { randomUUID } from 'node:crypto';
import type { Ask, Operation } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NewPrivacyDirective, PrivacyDirectives } from '../../schema/privacy';
import type { Instant } from '../../schema/time';
import type { IdentityIndex } from '../identity';
import type { Ledger } from '../ledger';
import type { Recorder } from '../routing';
import type { Store } from '../store';
import { checked, checkedReason, checkHolders } from './checked';
import { directiveOf, directivesOf, saysTheSame, type DirectiveRow } from './directive-rows';
import { createOnRecord } from './on-record';

export interface PrivacyMeans {
  readonly store: Pick<Store, 'db'>;
  readonly identity: Pick<IdentityIndex, 'find'>;
  readonly recorder: Recorder;
  readonly ledger: Pick<Ledger, 'systems'>;
  readonly clock: Clock;
}

/** Of one person: each is read with every look-up of them. */
const MOST_STANDING = 200;

/** Patients' wishes and the privacy officer's marks (schema/privacy.ts). What is done is on record before it takes effect. */
export const createPrivacyDirectives = ({
  store: { db },
  identity,
  recorder,
  ledger,
  clock,
}: PrivacyMeans): PrivacyDirectives => {
  const operationOf = ({ viewer }: Ask): Operation => (viewer.role === 'patient' ? 'own-wishes' : 'privacy-directives');
  const {
    own,
    done: onRecord,
    meant,
    notTheirs,
  } = createOnRecord(
    { identity, recorder },
    { operationOf, store: 'The store of privacy directives', one: 'directive' },
  );
  /** What says the same already: a request that is sent again leaves no twin, which would bind when one is ended. */
  const already = async (
    wanted: NewPrivacyDirective & { readonly from: Instant },
    person: PersonIdentity,
    ask: Ask,
  ): Promise<DirectiveRow | undefined> => {
    const standing = (await own(ask, directivesOf(db, person))).filter(({ ended_at }) => ended_at === null);
    const same = standing.find((row) => saysTheSame(row, wanted, ask.viewer.userId));
    if (!same && standing.length >= MOST_STANDING)
      throw new GraphRefusal('BAD_USER_INPUT', `No more than ${MOST_STANDING} stand for one person: end some first`);
    return same;
  };

  return {
    put: async (wanted, ask) => {
      await recorder.authorise(operationOf(ask), ask);
      const { viewer } = ask;
      const at = now(clock);
      const { kind, part = {}, from, until, reason } = checked(wanted, viewer.role, at);
      const person = await meant(wanted, ask);
      checkHolders(wanted, person, ledger.systems());
      const same = await already({ ...wanted, from }, person, ask);
      if (same) {
        await onRecord(ask, [person.id], `privacy directive ${same.id} stands already: ${kind}`);
        return directiveOf(same);
      }
      const id = `pd_${randomUUID()}`;
      await onRecord(ask, [person.id], `privacy directive ${id} put down: ${kind}`);
      const row = await own(
        ask,
        db.transaction().execute(async (trx) => {
          const written = await trx
            .insertInto('privacy_directive')
            .values({
              ...{ id, person_id: person.id, kind, from_at: from, until_at: until ?? null, at, reason },
              ...{ capability: part.capability ?? null, organisation: part.organisation ?? null },
              ...{ instance: part.instance ?? null, record: part.record ?? null },
              ...{ by_user_id: viewer.userId, by_name: viewer.name, role: viewer.role },
            })
            .returningAll()
            .executeTakeFirstOrThrow();
          await trx
            .insertInto('privacy_directive_record')
            .values(person.records.map(({ instance, recordId }) => ({ instance, record_id: recordId, directive: id })))
            .execute();
          return written;
        }),
      );
      return directiveOf(row);
    },
    end: async (id, words, ask) => {
      await recorder.authorise(operationOf(ask), ask);
      const reason = checkedReason(words);
      const { viewer } = ask;
      const standing = db
        .selectFrom('privacy_directive')
        .selectAll()
        .where('id', '=', id)
        .where('ended_at', 'is', null);
      // A patient ends what they put down themself: the officer's mark may protect them from somebody who signs in as them.
      const mine = viewer.role === 'patient' ? standing.where('by_user_id', '=', viewer.userId) : standing;
      const known = await own(ask, mine.executeTakeFirst());
      if (!known) throw await notTheirs(ask);
      await onRecord(ask, [known.person_id], `privacy directive ${id} to be ended`);
      const ended = await own(
        ask,
        db
          .updateTable('privacy_directive')
          .set({
            ...{ ended_at: now(clock), ended_reason: reason },
            ...{ ended_by_user_id: viewer.userId, ended_by_name: viewer.name },
          })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .returningAll()
          .executeTakeFirst(),
      );
      if (!ended) throw await notTheirs(ask);
      return directiveOf(ended);
    },
    of: async (whose, ask) => {
      await recorder.authorise(operationOf(ask), ask);
      const person = await meant(whose, ask);
      const rows = await own(ask, directivesOf(db, person));
      await onRecord(ask, [person.id], 'privacy directives');
      return rows.map(directiveOf);
    },
  };
};
