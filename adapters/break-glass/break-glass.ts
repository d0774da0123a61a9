import { randomUUID } from 'node:crypto';
import type { BreakGlass, BreakGlassGrant } from '../../schema/access';
import type { Ask, Operation } from '../../schema/capabilities';
import { now, type Clock } from '../../schema/clock';
import { GraphRefusal } from '../../schema/errors';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { PersonId } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import type { IdentityIndex } from '../identity';
import { cursorOf, mayKnowOf, pageSize, readCursor, type AnswerSchedule, type Recorder } from '../routing';
import type { Store } from '../store';
import { grantForReview, grantOf, grantsInState } from './grant-rows';

export interface BreakGlassMeans {
  readonly store: Pick<Store, 'db'>;
  readonly identity: Pick<IdentityIndex, 'byIds'>;
  readonly recorder: Recorder;
  readonly schedule: AnswerSchedule;
  readonly clock: Clock;
}

const BREAK_GLASS_MINUTES = { usual: 60, most: 240 } as const;
const WORDS = { least: 10, most: 500 } as const;

/** Throws GraphRefusal BAD_USER_INPUT for too few words, or too many. */
const checkedWords = (text: string): string => {
  const words = text.trim();
  if (words.length < WORDS.least || words.length > WORDS.most)
    throw new GraphRefusal('BAD_USER_INPUT', `words must be ${WORDS.least} to ${WORDS.most} characters`);
  return words;
};

const checkedMinutes = (minutes: number = BREAK_GLASS_MINUTES.usual): number => {
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > BREAK_GLASS_MINUTES.most)
    throw new GraphRefusal('BAD_USER_INPUT', `minutes must lie between 1 and ${BREAK_GLASS_MINUTES.most}`);
  return minutes;
};

const noneOfTheirs = (): GraphRefusal => new GraphRefusal('BAD_USER_INPUT', 'id is no grant of yours that stands');

/** Opening a record without a relationship (schema/access.ts). What is done is on record before it takes effect. */
export const createBreakGlass = ({
  store: { db },
  identity,
  recorder,
  schedule,
  clock,
}: BreakGlassMeans): BreakGlass => {
  const onRecord = (ask: Ask, capability: Operation, persons: readonly PersonId[], note: string): Promise<void> =>
    recorder.answered({ ask, capability, persons, instances: [], note });
  const own = <T>(operation: Operation, work: Promise<T>): Promise<T> =>
    recorder.own(operation, work, 'The store of break-glass grants');
  /** The same for somebody who is very restricted as for nobody: the answer, its step of the schedule, and one row. */
  const refuseNobody = async (ask: Ask, since: number, hidden: PersonIdentity | null | undefined): Promise<never> => {
    const persons = hidden ? [hidden.id] : [];
    const note = 'break-glass: nobody by this id';
    await recorder.refused({ ask, capability: 'break-glass', persons, instances: [], note });
    await schedule.hold(since, ask);
    throw new GraphRefusal('BAD_USER_INPUT', 'patient is nobody that is known here');
  };
  const refuseOwn = async (ask: Ask, { id, patient }: BreakGlassGrant): Promise<never> => {
    const persons = [patient];
    const note = `break-glass ${id}: review of one's own`;
    await recorder.refused({ ask, capability: 'break-glass-review', persons, instances: [], note });
    throw new GraphRefusal('FORBIDDEN', 'Nobody reviews what they opened themselves.');
  };

  return {
    open: async ({ patient, reason, words, minutes }, ask) => {
      const since = schedule.start();
      await recorder.authorise('break-glass', ask);
      const said = checkedWords(words);
      const length = checkedMinutes(minutes);
      const [person] = await own('break-glass', identity.byIds([patient]));
      if (!person || !mayKnowOf(ask.viewer, person)) return refuseNobody(ask, since, person);
      const id = `bg_${randomUUID()}`;
      await onRecord(ask, 'break-glass', [person.id], `break-glass ${id} opened: ${reason}`);
      const { viewer } = ask;
      const row = await own(
        'break-glass',
        db
          .insertInto('break_glass_grant')
          .values({
            ...{ id, person_id: person.id, reason, words: said },
            ...{ user_id: viewer.userId, user_name: viewer.name, role: viewer.role, organisation: viewer.organisation },
            ...{ at: now(clock), until_at: instantOf(clock.millis() + length * 60_000) },
          })
          .returningAll()
          .executeTakeFirstOrThrow(),
      );
      return grantOf(row);
    },
    end: async (id, ask) => {
      await recorder.authorise('break-glass', ask);
      const standing = db
        .selectFrom('break_glass_grant')
        .selectAll()
        .where('id', '=', id)
        .where('user_id', '=', ask.viewer.userId)
        .where('ended_at', 'is', null)
        .where('until_at', '>', new Date(clock.millis()));
      const grant = await own('break-glass', standing.executeTakeFirst());
      if (!grant) throw noneOfTheirs();
      await onRecord(ask, 'break-glass', [grant.person_id], `break-glass ${id} ended`);
      const ended = await own(
        'break-glass',
        db
          .updateTable('break_glass_grant')
          .set({ ended_at: now(clock) })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .returningAll()
          .executeTakeFirst(),
      );
      // Somebody ended it in the meantime: their end is the one on record.
      if (!ended) throw noneOfTheirs();
      return grantOf(ended);
    },
    review: async (id, { outcome, words }, ask) => {
      await recorder.authorise('break-glass-review', ask);
      const said = checkedWords(words);
      const grant = await own('break-glass-review', grantForReview(db, id));
      if (!grant) throw new GraphRefusal('BAD_USER_INPUT', 'id is no grant');
      if (grant.userId === ask.viewer.userId) await refuseOwn(ask, grant);
      await onRecord(ask, 'break-glass-review', [grant.patient], `break-glass ${id} reviewed: ${outcome}`);
      const { viewer } = ask;
      const { numInsertedOrUpdatedRows } = await own(
        'break-glass-review',
        db
          .insertInto('break_glass_review')
          .values({
            ...{ grant_id: id, at: now(clock), by_user_id: viewer.userId, by_name: viewer.name, outcome, words: said },
          })
          .onConflict((conflict) => conflict.column('grant_id').doNothing())
          .executeTakeFirstOrThrow(),
      );
      if (numInsertedOrUpdatedRows === 0n) throw new GraphRefusal('BAD_USER_INPUT', 'id was reviewed already');
      return { ...grant, review: { at: now(clock), by: viewer.name, outcome, words: said } };
    },
    reviews: async (state, { first, after }, ask) => {
      await recorder.authorise('break-glass-review', ask);
      const before = after === null ? null : readCursor(after);
      const found = await own('break-glass-review', grantsInState(db, state, pageSize(first), before));
      const { grants, hasNextPage, last } = found;
      const persons = grants.map(({ patient }) => patient);
      await onRecord(ask, 'break-glass-review', persons, 'break-glass reviews');
      return { grants, hasNextPage, endCursor: last === null ? after : cursorOf(last) };
    },
  };
};
