import type { Transaction } from 'kysely';
import type { PersonId } from '../../schema/identifiers';
import type { Tables } from '../store';
import { forgetMessages } from './event-rows';
import { foldBatch, tellingOf } from './fold-batch';
import type { Folded } from './fold-batch';
import { absorbedBy, apartFrom, factsOf } from './fold/person';
import { lastTranslations } from './heard';
import type { Heard } from './heard';
import { recordKey } from './keys';
import type { PeopleIndex } from './people-index';
import { inSensitiveStay, writeFolded } from './projection-rows';

export interface Applied {
  /** Whom the messages touched, those they merged away included: their epochs are raised. */
  readonly people: readonly PersonId[];
}

/**
 * Folds messages into read models, all in the caller's transaction: keep the events, fold what they touch, write the
 * rows, link the people, raise their epochs. Applied twice, a message has the effect of its last translation, once:
 * that is what replay rests on.
 */
export interface Projector {
  apply(trx: Transaction<Tables>, heard: Heard): Promise<Applied>;
  /**
   * Any messages of any instances, in order of arrival: leaves what applying them one by one leaves, in a number of
   * statements that does not grow with theirs.
   */
  applyAll(trx: Transaction<Tables>, heard: readonly Heard[]): Promise<Applied>;
}

const linkPeople = async (
  trx: Transaction<Tables>,
  index: PeopleIndex,
  { states }: Folded,
): Promise<readonly PersonId[]> => {
  if (states.length === 0) return [];
  const sensitive = await inSensitiveStay(trx, states);
  const linked = await index.linkAll(
    trx,
    states.map(({ instance, recordId, state }) => {
      const facts = factsOf(state);
      const hidden = facts.locationHidden === true || facts.veryRestricted === true;
      const restricted = hidden || sensitive.has(recordKey({ instance, recordId }));
      return { instance, recordId, facts, restricted, absorbedBy: absorbedBy(state), apartFrom: apartFrom(state) };
    }),
  );
  // Those whom a merge took away are touched by it, and so are those whom its undoing brings back.
  const people = [...new Set(linked.flatMap(({ person, before }) => (before === null ? [person] : [before, person])))];
  await index.touch(trx, people);
  return people;
};

export const createProjector = ({ people }: { readonly people: PeopleIndex }): Projector => {
  const applyAll: Projector['applyAll'] = async (trx, heard) => {
    if (heard.length === 0) return { people: [] };
    const { standing, superseded } = lastTranslations(heard);
    const telling = tellingOf(heard, standing, superseded, await forgetMessages(trx, standing));
    if (telling.streams.length === 0) return { people: [] };
    const folded = await foldBatch(trx, telling);
    await writeFolded(trx, standing, folded.rows);
    return { people: await linkPeople(trx, people, folded) };
  };
  return { applyAll, apply: (trx, heard) => applyAll(trx, [heard]) };
};
