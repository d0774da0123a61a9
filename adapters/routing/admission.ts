import type { GrantInUse } from '../../schema/access';
import type { Ask, Capability } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import { GraphRefusal } from '../../schema/errors';
import type { PersonId } from '../../schema/identifiers';
import type { Policy } from '../access';
import type { IdentityIndex } from '../identity';
import { holdsFor, type Relationships, type Standing } from '../relationships';
import { mayKnowOf } from './known-of';
import type { Recorder } from './recorder';
import { createRequestMemo } from './request-memo';

/** Who of a batch may be read of, and under what. */
export interface Admitted {
  readonly people: readonly PersonIdentity[];
  /** The grant by which a person's record is open: their reads are on record as break-glass. */
  grantOf(person: PersonIdentity | undefined): GrantInUse | undefined;
}

export interface Admittance extends Admitted {
  /** What was answered of those admitted, with the refusals of the others between: as many as were asked about. */
  inOrder<T>(answers: readonly T[]): readonly (T | GraphRefusal)[];
}

export interface FoundInList extends Admitted {
  /** Somebody the viewer has no relationship to, or is not known to have one to: a person in doubt could be anybody. */
  isStranger(person: PersonIdentity | null | undefined): boolean;
}

export interface Admission {
  /** Refuses per person, before any system is asked; refusals are on record when it resolves. */
  admit(capability: Capability, people: readonly PersonIdentity[], ask: Ask): Promise<Admittance>;
  /** The same for people who were found in a list: nobody asked about them, so nothing is refused. */
  found(capability: Capability, people: readonly PersonIdentity[], ask: Ask): Promise<FoundInList>;
}

const STALE = ' What relationships are read from has not been heard of late, so one may exist that is not known.';
const GLASS = ' The record can be opened with a reason, on record.';

export const createAdmission = (
  relationships: Relationships,
  policy: Policy,
  recorder: Recorder,
  clock: Clock,
  index: Pick<IdentityIndex, 'byIds'>,
): Admission => {
  const memo = createRequestMemo<Standing>(clock);
  const standings = (capability: Capability, people: readonly PersonIdentity[], ask: Ask) =>
    recorder.own(
      capability,
      memo.resolve(
        ask,
        people,
        ({ id, epoch }) => JSON.stringify([ask.viewer.role, ask.viewer.organisation, id, epoch]),
        (missing) => relationships.of(ask.viewer, missing),
      ),
      'The store of relationships',
    );

  /** A grant that ran out since it was looked up opens nothing more, within one request too. */
  const asOfNow = (standing: Standing): Standing => {
    if (!standing.grant || Date.parse(standing.grant.until) > clock.millis()) return standing;
    return { bases: new Set([...standing.bases].filter((basis) => basis !== 'self-claimed')), grant: null };
  };

  const known = async (capability: Capability, all: readonly PersonIdentity[], ask: Ask): Promise<Admitted> => {
    // Nobody hands one over whom the index did not tell of; if they did, nothing opens the record.
    const people = all.filter((person) => mayKnowOf(ask.viewer, person));
    const { role } = ask.viewer;
    const needed = policy.relationshipsFor(role, capability);
    // What may be read of anybody is on record as break-glass too, while a grant stands.
    const matters = needed !== null || policy.mayBreakGlass(role);
    if (!matters) return { people, grantOf: () => undefined };
    const standing = (await standings(capability, people, ask)).map(asOfNow);
    const inside = people.flatMap((person, at) => {
      const one = standing[at];
      return one && (needed === null || needed.some((basis) => holdsFor(one, basis, capability)))
        ? [{ person, grant: one.grant }]
        : [];
    });
    const grants = new Map(inside.flatMap(({ person, grant }) => (grant ? [[person.id, grant] as const] : [])));
    return {
      people: inside.map(({ person }) => person),
      grantOf: (person) => person && grants.get(person.id),
    };
  };

  const refusalFor = async (capability: Capability, { viewer }: Ask, breakGlass: boolean): Promise<GraphRefusal> => {
    const stale =
      breakGlass &&
      (await recorder.own(capability, relationships.isStale(viewer.organisation), 'The state of the feed'));
    const message = `No relationship to this person is known that lets the role ${viewer.role} read ${capability}.`;
    return new GraphRefusal('FORBIDDEN', `${message}${stale ? STALE : ''}${breakGlass ? GLASS : ''}`, {
      ...{ reason: 'NO_RELATIONSHIP', breakGlass },
      ...(stale && { relationshipsStale: true }),
    });
  };

  /** Of those who are refused, whoever was marked very restricted since the request was told of them. */
  const hiddenNow = async (
    capability: Capability,
    refused: readonly PersonIdentity[],
    ask: Ask,
  ): Promise<ReadonlySet<PersonId>> => {
    const today = await recorder.own(capability, index.byIds(refused.map(({ id }) => id)));
    return new Set(
      refused.flatMap((person, at) =>
        mayKnowOf(ask.viewer, person) && mayKnowOf(ask.viewer, today[at] ?? person) ? [] : [person.id],
      ),
    );
  };

  return {
    found: async (capability, people, ask) => {
      const admitted = await known(capability, people, ask);
      const inside = new Set(admitted.people.map(({ id }) => id));
      const anybody = policy.relationshipsFor(ask.viewer.role, capability) === null;
      const isStranger: FoundInList['isStranger'] = (person) =>
        !anybody && person !== undefined && (person === null || !inside.has(person.id));
      return { ...admitted, isStranger };
    },
    admit: async (capability, people, ask) => {
      const admitted = await known(capability, people, ask);
      const inside = new Set(admitted.people.map(({ id }) => id));
      const outside = people.filter(({ id }) => !inside.has(id));
      if (outside.length === 0) return { ...admitted, inOrder: (answers) => answers };
      const persons = outside.map(({ id }) => id);
      const hidden = await hiddenNow(capability, outside, ask);
      const refusal = await refusalFor(capability, ask, policy.mayBreakGlass(ask.viewer.role));
      // Of whoever is hidden there is nothing to open: the words are those that a role without the glass is given.
      const closed = await refusalFor(capability, ask, false);
      await recorder.refused({ ask, capability, persons, instances: [], note: 'no relationship' });
      return {
        ...admitted,
        inOrder: (answers) => {
          const rest = answers[Symbol.iterator]();
          return people.map(({ id }) => {
            if (!inside.has(id)) return hidden.has(id) ? closed : refusal;
            const next = rest.next();
            if (next.done) throw new TypeError('Fewer were answered than were admitted');
            return next.value;
          });
        },
      };
    },
  };
};
