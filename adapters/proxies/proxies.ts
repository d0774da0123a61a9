import { randomUUID } from 'node:crypto';
import type { Ask, Operation } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import type { Proxies } from '../../schema/proxies';
import type { IdentityIndex } from '../identity';
import { checkedReason, createOnRecord } from '../privacy';
import type { Recorder } from '../routing';
import type { Store } from '../store';
import { checked, numberOf, refuseSelf } from './checked';
import { proxiesOf, proxyOf, saysTheSame, standingProxy } from './proxy-rows';

export interface ProxiesMeans {
  readonly store: Pick<Store, 'db'>;
  readonly identity: Pick<IdentityIndex, 'find'>;
  readonly recorder: Recorder;
  readonly clock: Clock;
}

/** Carers' proxies (schema/proxies.ts). What is done is on record before it takes effect; never a carer's number. */
export const createProxies = ({ store: { db }, identity, recorder, clock }: ProxiesMeans): Proxies => {
  const operationOf = ({ viewer }: Ask): Operation => (viewer.role === 'patient' ? 'own-proxies' : 'proxies');
  const {
    own,
    done: onRecord,
    meant,
    notTheirs,
  } = createOnRecord({ identity, recorder }, { operationOf, store: 'The store of proxies', one: 'proxy' });

  return {
    record: async (wanted, ask) => {
      // Not the person's to give here: who a carer is must be looked at by somebody.
      await recorder.authorise('proxies', ask);
      const at = now(clock);
      const given = checked(wanted, at);
      const { carerNhsNumber, carerName, capabilities, from, until, reason } = given;
      const person = await meant(wanted, ask);
      refuseSelf(wanted, person);
      const number = numberOf(person);
      // A request that is sent again leaves no twin, by which the carer would read on once one is ended.
      const same = (await own(ask, proxiesOf(db, person))).find((row) => saysTheSame(row, given, ask.viewer.userId));
      if (same) {
        await onRecord(ask, [person.id], `proxy ${same.name} stands already`);
        return proxyOf(same, ask.viewer.role);
      }
      const name = `px_${randomUUID()}`;
      await onRecord(ask, [person.id], `proxy ${name} recorded`);
      const row = await own(
        ask,
        db
          .insertInto('proxy')
          .values({
            ...{ name, person_id: person.id, person_nhs_number: number },
            ...{ carer_nhs_number: carerNhsNumber, carer_name: carerName },
            ...{ capabilities, from_at: from, until_at: until, at, reason },
            ...{ by_user_id: ask.viewer.userId, by_name: ask.viewer.name },
          })
          .returningAll()
          .executeTakeFirstOrThrow(),
      );
      return proxyOf(row, ask.viewer.role);
    },
    end: async (id, given, ask) => {
      await recorder.authorise(operationOf(ask), ask);
      const reason = checkedReason(given);
      const { viewer } = ask;
      const known = await own(ask, standingProxy(db, id));
      if (!known) throw await notTheirs(ask);
      if (viewer.role === 'patient') {
        const theirs = await own(ask, proxiesOf(db, await meant({}, ask)));
        // The same words as for none: an id must not tell that somebody has a carer.
        if (!theirs.some(({ name }) => name === id)) throw await notTheirs(ask);
      }
      await onRecord(ask, [known.person_id], `proxy ${id} to be ended`);
      const ended = await own(
        ask,
        db
          .updateTable('proxy')
          .set({
            ...{ ended_at: now(clock), ended_reason: reason, ended_by_role: viewer.role },
            ...{ ended_by_user_id: viewer.userId, ended_by_name: viewer.name },
          })
          .where('name', '=', id)
          .where('ended_at', 'is', null)
          .returningAll()
          .executeTakeFirst(),
      );
      if (!ended) throw await notTheirs(ask);
      return proxyOf(ended, viewer.role);
    },
    of: async (whose, ask) => {
      await recorder.authorise(operationOf(ask), ask);
      const person = await meant(whose, ask);
      const rows = await own(ask, proxiesOf(db, person));
      await onRecord(ask, [person.id], 'proxies');
      return rows.map((row) => proxyOf(row, ask.viewer.role));
    },
  };
};
