import { ALL_CAPABILITIES, type Ask, type Finding, type Identity } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { PersonId } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';
import { GraphRefusal } from '../../schema/errors';
import { SEES_RESTRICTED, type Policy } from '../access';
import type { Admission } from './admission';
import type { AnswerSchedule } from './answer-schedule';
import { mayKnowOf } from './known-of';
import type { Recorder } from './recorder';
import { createRequestMemo } from './request-memo';
import { subjectKey } from './subjects';

export interface DoorIdentity extends Identity {
  /**
   * What a read by place found, so that a subgraph's own look-up of the same subjects costs nothing and is already
   * audited. Whoever is very restricted is among them: the door leaves their records out by it.
   */
  readonly bySubjectsForDoor: (
    subjects: Parameters<IdentityIndex['bySubjects']>[0],
    ask: Ask,
  ) => Promise<readonly (PersonIdentity | null)[]>;
  /** The read that found these subjects is committed: whoever asks for them in this request adds no row. */
  readonly nowOnRecord: (subjects: readonly SubjectOfRecord[], ask: Ask) => Promise<void>;
}

export interface DoorIdentityMeans {
  readonly policy: Policy;
  readonly admission: Admission;
  readonly schedule: AnswerSchedule;
  readonly clock: Clock;
  readonly tellers: Identity['tellers'];
}

const idsOf = (people: readonly PersonIdentity[]): readonly PersonId[] => people.map(({ id }) => id);

/**
 * The index of people behind the door: every look-up needs the right to read demographics, or for an id the right to
 * read anything of a person, and is audited, but for ids and subjects that this request already holds. Whoever is very
 * restricted is nobody here, but to themself: the same answer, at the same step of the schedule, with as many rows on
 * record, of which the one about them says who was asked about.
 */
export const createDoorIdentity = (
  index: IdentityIndex,
  recorder: Recorder,
  { policy, admission, schedule, clock, tellers }: DoorIdentityMeans,
): DoorIdentity => {
  const byId = createRequestMemo<PersonIdentity | null>(clock);
  const bySubject = createRequestMemo<PersonIdentity | null>(clock);
  const onRecord = createRequestMemo<true>(clock);
  const lookedUp = async (ask: Ask, note: string, people: readonly (PersonIdentity | null)[]): Promise<void> => {
    const persons = people.flatMap((person) => (person ? [person.id] : []));
    const unresolved = people.length - persons.length;
    await recorder.answered({ ask, capability: 'demographics', persons, unresolved, instances: [], note });
  };
  /** One row, whether somebody is hidden or does not exist. */
  const nobody = (ask: Ask, note: string, hidden: readonly PersonId[], unresolved = 0): Promise<void> => {
    const row = { ask, capability: 'demographics', persons: hidden, unresolved, instances: [], note } as const;
    return hidden.length > 0 ? recorder.refused(row) : recorder.answered(row);
  };
  const bySubjectsForDoor: DoorIdentity['bySubjectsForDoor'] = (subjects, ask) =>
    bySubject.resolve(ask, subjects, subjectKey, (missing) => recorder.own('demographics', index.bySubjects(missing)));

  /** An id is no fact about anybody: a program whose scopes leave demographics out still reads of the people it is given. */
  const authoriseResolving = async (ask: Ask): Promise<void> => {
    const { viewer, purpose } = ask;
    const readsOfPeople = ALL_CAPABILITIES.some(
      (capability) =>
        policy.relationshipsFor(viewer.role, capability) !== null &&
        policy.refusalOf(viewer, purpose, capability) === null,
    );
    if (!readsOfPeople) await recorder.authorise('demographics', ask);
  };

  /** May the role look for anybody, or only for those it has to do with? */
  const looksForAnybody = (ask: Ask): boolean => policy.relationshipsFor(ask.viewer.role, 'demographics') === null;

  /** One refusal for somebody else, for nobody and for several: it must not tell which numbers are known here. */
  const refuse = async (ask: Ask, note: string, persons: readonly PersonId[]): Promise<never> => {
    await recorder.refused({ ask, capability: 'demographics', persons, instances: [], note });
    throw new GraphRefusal('FORBIDDEN', `The role ${ask.viewer.role} may ask about nobody without a relationship.`);
  };
  const authoriseSearch = async (ask: Ask): Promise<void> => {
    await recorder.authorise('demographics', ask);
    if (!looksForAnybody(ask)) await refuse(ask, 'search refused', []);
  };
  const isRelated = async (people: readonly PersonIdentity[], ask: Ask): Promise<boolean> =>
    looksForAnybody(ask) || (await admission.found('demographics', people, ask)).people.length > 0;

  return {
    find: async (query, ask) => {
      const since = schedule.start();
      await (query.by === 'id' ? authoriseResolving(ask) : recorder.authorise('demographics', ask));
      const hidden: PersonIdentity[] = [];
      const knows = (person: PersonIdentity): boolean => {
        if (mayKnowOf(ask.viewer, person)) return true;
        hidden.push(person);
        return false;
      };
      const finding = await recorder.own('demographics', index.find(query, knows));
      const people = peopleOf(finding);
      if (!(await isRelated(people, ask))) {
        const refusal = refuse(ask, `find by ${query.by}: no relationship`, idsOf([...people, ...hidden]));
        await refusal.catch(() => schedule.hold(since, ask));
        return refusal;
      }
      if (finding.kind === 'none') {
        await nobody(ask, `find by ${query.by}: none`, idsOf(hidden));
        await schedule.hold(since, ask);
        return finding;
      }
      if (hidden.length > 0) await nobody(ask, `find by ${query.by}: not told of`, idsOf(hidden));
      await lookedUp(ask, `find by ${query.by}: ${finding.kind}`, people);
      return finding;
    },
    search: async (criteria, limit, ask) => {
      const since = schedule.start();
      await authoriseSearch(ask);
      const search = (among: Parameters<IdentityIndex['search']>[2]) =>
        recorder.own('demographics', index.search(criteria, limit, among));
      const openToThem = SEES_RESTRICTED.includes(ask.viewer.role) ? 'open-with-addresses' : 'open';
      // One whose mark was set between the two looks is among both.
      const [open, marked] = [await search(openToThem), await search('very-restricted')];
      const people = open.filter(
        (person) => mayKnowOf(ask.viewer, person) && !marked.some(({ id }) => id === person.id),
      );
      const hidden = [...open.filter((person) => !mayKnowOf(ask.viewer, person)), ...marked];
      const note = `search by ${Object.keys(criteria).join(', ')}`;
      await lookedUp(ask, note, people);
      if (hidden.length > 0) await nobody(ask, note, [...new Set(idsOf(hidden))]);
      await schedule.hold(since, ask);
      return people;
    },
    tellers,
    // Every subgraph turns the ids of a request's people into persons. An id is no fact about anybody, and whatever is
    // then read of the person is audited by that read: a row here would only say the same thing once per subgraph. Of an
    // id that gives nobody there is one, since no read follows.
    byIds: async (ids, ask) => {
      const since = schedule.start();
      await authoriseResolving(ask);
      return byId.resolve(
        ask,
        ids,
        (id: PersonId) => id,
        async (missing) => {
          const found = await recorder.own('demographics', index.byIds(missing));
          const known = found.map((person) => (person && mayKnowOf(ask.viewer, person) ? person : null));
          if (!known.includes(null)) return known;
          const hidden = found.flatMap((person, at) => (person && !known[at] ? [person.id] : []));
          await nobody(ask, 'by id: none', hidden, known.filter((person) => person === null).length - hidden.length);
          await schedule.hold(since, ask);
          return known;
        },
      );
    },
    bySubjects: async (subjects, ask) => {
      await authoriseResolving(ask);
      const told = async (some: readonly SubjectOfRecord[]): Promise<readonly (PersonIdentity | null)[]> =>
        (await bySubjectsForDoor(some, ask)).map((person) => (person && mayKnowOf(ask.viewer, person) ? person : null));
      // Whoever comes second waits for the first one's row, and is refused with it where it cannot be written.
      await onRecord.resolve(ask, subjects, subjectKey, async (missing) => {
        await lookedUp(ask, 'subjects of records', await told(missing));
        return missing.map(() => true as const);
      });
      return told(subjects);
    },
    candidates: async (ids, ask) => {
      await authoriseSearch(ask);
      const links = await recorder.own('demographics', index.candidates(ids));
      const others = [...new Set(links.flat().map((link) => link.person))];
      const people = await recorder.own('demographics', index.byIds(others));
      const hidden = new Set(others.filter((_, at) => !people[at] || !mayKnowOf(ask.viewer, people[at])));
      const told = links.map((list) => list.filter((link) => !hidden.has(link.person)));
      const persons = [...ids, ...told.flat().map((link) => link.person)];
      await recorder.answered({ ask, capability: 'demographics', persons, instances: [], note: 'candidate links' });
      return told;
    },
    bySubjectsForDoor,
    nowOnRecord: async (subjects, ask) => {
      await onRecord.resolve(ask, subjects, subjectKey, (told) => Promise.resolve(told.map(() => true as const)));
    },
  };
};

const peopleOf = (finding: Finding): readonly PersonIdentity[] => (finding.kind === 'one' ? [finding.person] : []);
