import type { Answer } from '../../schema/answer';
import type {
  Ask,
  Capability,
  Door,
  PersonCapability,
  PersonValue,
  RoutedAnswer,
  Selection,
} from '../../schema/capabilities';
import { now } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import { dissentHolds, maskAnswer, maskPractice } from '../access';
import { targetsForPeople, type Target } from './choose';
import type { DoorParts } from './door-parts';
import { holdBack, notShared } from './hold-back';
import { mayBeCopiesOf } from './may-be-copies-of';
import { narrowedTo } from './narrowed';
import { partsByPerson } from './parts';
import { recordPeople } from './record-reads';
import { createPractices } from './registered-practice';
import { asGiven, perSubject } from './systems';
import { withTellableDoubts } from './tellable-doubts';
import { widened } from './widened';

/** A record that is itself flagged counts before the index has heard of it. */
const saysRestricted = (record: unknown): boolean => (record as { readonly restricted?: boolean }).restricted === true;

const isRestricted = (target: Target, person: PersonIdentity): boolean =>
  person.restricted || target.restricted === true;

/** Some of a target's people. */
const some = (target: Target, keep: (at: number) => boolean): readonly Target[] => {
  const at = target.at.filter(keep);
  return at.length === 0 ? [] : [{ ...target, at }];
};

/** The door's reads by person. */
export const createForPeople = ({ systems, recorder, admission, ramp, observer }: DoorParts): Door['forPeople'] => {
  const practices = createPractices({ ramp });
  return async <C extends PersonCapability>(
    capability: C,
    wanted: readonly PersonIdentity[],
    wanting: Selection,
    ask: Ask,
  ) => {
    await recorder.authorise(capability, ask);
    const { people, grantOf, inOrder } = await admission.admit(capability, wanted, ask);
    if (people.length === 0) return inOrder([]);
    const { viewer } = ask;
    const selection = widened(wanting, capability, people);
    const isOpened = (person: PersonIdentity): boolean => grantOf(person) !== undefined;
    const isHeld = (of: Capability, { instance }: Target, at: number): boolean => {
      const person = people[at];
      return person !== undefined && dissentHolds(person, { capability: of, instance }, viewer, isOpened(person));
    };
    const routes = ramp.ledgerOf(ask);
    const buckets = await ramp.bucketsOf(routes, capability, people);
    const chosen = targetsForPeople(
      narrowedTo(routes, selection),
      capability,
      people,
      buckets,
      systems.isArchiveOf(capability),
    );
    const recordsAt = <K extends Capability>(of: K, instance: InstanceName) => ({
      ...{ capability: of, instance },
      mayHaveHeld: systems.mayHaveHeld,
      mayBeCopiesOf: mayBeCopiesOf(routes, of, instance),
    });
    const answersOf = <K extends PersonCapability>(of: K, target: Target, selected: Selection) => {
      const at = recordsAt(of, target.instance);
      const asked = people.map((person) => withTellableDoubts(person, at));
      return systems.forPeople(target, of, asked, selected, ask);
    };
    const demographicsAt = (holder: Target) => answersOf('demographics', holder, widened({}, 'demographics', people));
    // Nobody waits for a practice to be found but those who are asked there.
    const reads = await Promise.all(
      chosen.map(async (one) => {
        const { targets, asked } = await practices(one, { people, routes, isHeld, demographicsAt });
        const open = targets.flatMap((target) => some(target, (at) => !isHeld(capability, target, at)));
        const held = targets.flatMap((target) => some(target, (at) => isHeld(capability, target, at)));
        return { asked, held, answered: await Promise.all(open.map((each) => answersOf(capability, each, selection))) };
      }),
    );
    const all = reads.flatMap(({ answered }) => answered);
    const held = reads.flatMap((read) => read.held);

    type Routed = RoutedAnswer<PersonValue<C>>;
    const finished = (target: Target, result: Routed, person: PersonIdentity): Routed => {
      const breakGlass = grantOf(person);
      const told = breakGlass ? { ...result, breakGlass } : result;
      return isRestricted(target, person) && target.practice ? maskPractice(told, viewer) : told;
    };
    const asked = perSubject(people, partsByPerson(all), ({ target, ms }, answer, person) => {
      const reading = {
        ...recordsAt(capability, target.instance),
        ...{ viewer, newestAlone: wanting.latest !== undefined },
      };
      const kept = holdBack(answer, reading, () => ({ person, opened: isOpened(person) }));
      const masked = maskAnswer(capability, kept.answer, {
        viewer,
        restricted: (record) => isRestricted(target, person) || saysRestricted(record),
      });
      const result = systems.routed(capability, target, ms, masked.answer);
      return finished(target, { ...result, withheld: kept.withheld || masked.withheld }, person);
    });
    const unasked = held.map((target) => {
      const answer = notShared(target.instance, now(ask.clock)) as Answer<PersonValue<C>>;
      return { target, ms: 0, answers: target.at.map(() => answer) };
    });
    const notAsked = perSubject(people, unasked, ({ target, ms }, answer, person) =>
      finished(target, { ...systems.routed(capability, target, ms, answer), withheld: true }, person),
    );
    const lists = asked.map((list, at) => [...list, ...(notAsked[at] ?? [])]);
    const asking = [...all.map(({ target }) => target.instance), ...reads.flatMap((read) => read.asked)];
    const instances = [...new Set(asking)];
    await recordPeople(recorder, { ask, capability, people, lists, instances, grantOf });
    observer.answered({ capability, people, selection, ask, asked: all.map(asGiven) });
    return inOrder(lists);
  };
};
