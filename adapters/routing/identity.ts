import { ALL_CAPABILITIES, type Ask, type Finding, type Identity } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { PersonId } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';
import { GraphRefusal } from '../../schema/errors';
import type { Policy } from '../access';
import type { Admission } from './admission';
import type { Recorder } from './recorder';
import { createRequestMemo } from './request-memo';
import { subjectKey } from './subjects';

export interface DoorIdentity extends Identity {
  /** What a read by place found, so that a subgraph's own look-up of the same subjects costs nothing and is already audited. */
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
  readonly clock: Clock;
}

/**
 * The index of people behind the door: every look-up needs the right to read demographics, or for an id the right to
 * read anything of a person, and is audited, but for ids and subjects that this request already holds.
 */
export const createDoorIdentity = (
  index: IdentityIndex,
  recorder: Recorder,
  { policy, admission, clock }: DoorIdentityMeans,
): DoorIdentity => {
  const byId = createRequestMemo<PersonIdentity | null>(clock);
  const bySubject = createRequestMemo<PersonIdentity | null>(clock);
  const onRecord = createRequestMemo<true>(clock);
  const lookedUp = async (ask: Ask, note: string, people: readonly (PersonIdentity | null)[]): Promise<void> => {
    const persons = people.flatMap((person) => (person ? [person.id] : []));
    const unresolved = people.length - persons.length;
    await recorder.answered({ ask, capability: 'demographics', persons, unresolved, instances: [], note });
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

  return {
    find: async (query, ask) => {
      await (query.by === 'id' ? authoriseResolving(ask) : recorder.authorise('demographics', ask));
      const finding = await recorder.own('demographics', index.find(query));
      if (!looksForAnybody(ask)) {
        const people = peopleOf(finding);
        const { people: related } = await admission.found('demographics', people, ask);
        if (related.length === 0)
          await refuse(
            ask,
            `find by ${query.by}: no relationship`,
            people.map(({ id }) => id),
          );
      }
      await lookedUp(ask, `find by ${query.by}: ${finding.kind}`, peopleOf(finding));
      return finding;
    },
    search: async (criteria, limit, ask) => {
      await authoriseSearch(ask);
      const people = await recorder.own('demographics', index.search(criteria, limit));
      await lookedUp(ask, `search by ${Object.keys(criteria).join(', ')}`, people);
      return people;
    },
    // Every subgraph turns the ids of a request's people into persons. An id is no fact about anybody, and whatever is
    // then read of the person is audited by that read: a row here would only say the same thing once per subgraph.
    byIds: async (ids, ask) => {
      await authoriseResolving(ask);
      return byId.resolve(
        ask,
        ids,
        (id: PersonId) => id,
        (missing) => recorder.own('demographics', index.byIds(missing)),
      );
    },
    bySubjects: async (subjects, ask) => {
      await authoriseResolving(ask);
      // Whoever comes second waits for the first one's row, and is refused with it where it cannot be written.
      await onRecord.resolve(ask, subjects, subjectKey, async (missing) => {
        await lookedUp(ask, 'subjects of records', await bySubjectsForDoor(missing, ask));
        return missing.map(() => true as const);
      });
      return bySubjectsForDoor(subjects, ask);
    },
    candidates: async (ids, ask) => {
      await authoriseSearch(ask);
      const links = await recorder.own('demographics', index.candidates(ids));
      const persons = [...ids, ...links.flat().map((link) => link.person)];
      await recorder.answered({ ask, capability: 'demographics', persons, instances: [], note: 'candidate links' });
      return links;
    },
    bySubjectsForDoor,
    nowOnRecord: async (subjects, ask) => {
      await onRecord.resolve(ask, subjects, subjectKey, (told) => Promise.resolve(told.map(() => true as const)));
    },
  };
};

const peopleOf = (finding: Finding): readonly PersonIdentity[] => (finding.kind === 'one' ? [finding.person] : []);
