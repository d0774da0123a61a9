import type { Answer } from '../../schema/answer';
import type { Ask, Door, PersonCapability, PersonValue, RoutedAnswer, Selection } from '../../schema/capabilities';
import { now } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import { dissentHolds, maskAnswer, maskPractice, type RecordAt } from '../access';
import { targetsForPeople, type Target } from './choose';
import type { DoorParts } from './door-parts';
import { holdBack, notShared } from './hold-back';
import { mayBeCopiesOf } from './may-be-copies-of';
import { partsByPerson } from './parts';
import { recordPeople } from './record-reads';
import { asGiven, perSubject } from './systems';
import { withTellableDoubts } from './tellable-doubts';
import { widened } from './widened';

/** A record that is itself flagged counts before the index has heard of it. */
const saysRestricted = (record: unknown): boolean => (record as { readonly restricted?: boolean }).restricted === true;

/** Some of a target's people. */
const some = (target: Target, keep: (at: number) => boolean): readonly Target[] => {
  const at = target.at.filter(keep);
  return at.length === 0 ? [] : [{ ...target, at }];
};

/** The door's reads by person. */
export const createForPeople =
  ({ systems, recorder, admission, ramp, observer }: DoorParts): Door['forPeople'] =>
  async <C extends PersonCapability>(
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
    const isHeld = ({ instance }: Target, at: number): boolean => {
      const person = people[at];
      return person !== undefined && dissentHolds(person, { capability, instance }, viewer, isOpened(person));
    };
    const routes = ramp.ledgerOf(ask);
    const buckets = await ramp.bucketsOf(routes, capability, people);
    const chosen = targetsForPeople(routes, capability, people, buckets, systems.isArchiveOf(capability));
    const targets = chosen.flatMap((target) => some(target, (at) => !isHeld(target, at)));
    const held = chosen.flatMap((target) => some(target, (at) => isHeld(target, at)));
    const recordsAt = (instance: InstanceName): Omit<RecordAt, 'key'> => ({
      ...{ capability, instance },
      mayHaveHeld: systems.mayHaveHeld,
      mayBeCopiesOf: mayBeCopiesOf(routes, capability, instance),
    });
    const all = await Promise.all(
      targets.map((target) => {
        const at = recordsAt(target.instance);
        const asked = people.map((person) => withTellableDoubts(person, at));
        return systems.forPeople(target, capability, asked, selection, ask);
      }),
    );

    type Routed = RoutedAnswer<PersonValue<C>>;
    const finished = (target: Target, result: Routed, person: PersonIdentity): Routed => {
      const breakGlass = grantOf(person);
      const told = breakGlass ? { ...result, breakGlass } : result;
      return person.restricted && target.practice ? maskPractice(told, viewer) : told;
    };
    const asked = perSubject(people, partsByPerson(all), ({ target, ms }, answer, person) => {
      const { instance } = target;
      const kept = holdBack(answer, { ...recordsAt(instance), viewer }, () => ({ person, opened: isOpened(person) }));
      const masked = maskAnswer(capability, kept.answer, {
        viewer,
        restricted: (record) => person.restricted || saysRestricted(record),
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
    const instances = targets.map((target) => target.instance);
    await recordPeople(recorder, { ask, capability, people, lists, instances, grantOf });
    observer.answered({ capability, people, selection, ask, asked: all.map(asGiven) });
    return inOrder(lists);
  };
