import type { Answer } from '../../schema/answer';
import type { Ask, Door, PersonCapability, PersonValue, RoutedAnswer, Selection } from '../../schema/capabilities';
import { now } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import { dissentHolds, maskAnswer, maskPractice } from '../access';
import { targetsForPeople, type Target } from './choose';
import type { DoorParts } from './door-parts';
import { holdBack, notShared } from './hold-back';
import { partsByPerson } from './parts';
import { recordPeople } from './record-reads';
import { asGiven, perSubject } from './systems';
import { widened } from './widened';

/** A record that is itself flagged counts before the index has heard of it. */
const saysRestricted = (record: unknown): boolean =>
  typeof record === 'object' && record !== null && 'restricted' in record && record.restricted === true;

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
    const isOpened = (person: PersonIdentity | undefined): boolean => grantOf(person) !== undefined;
    const isHeld = ({ instance }: Target, at: number): boolean => {
      const person = people[at];
      return person !== undefined && dissentHolds(person, { capability, instance }, viewer, isOpened(person));
    };
    const routes = ramp.ledgerOf(ask);
    const buckets = await ramp.bucketsOf(routes, capability, people);
    const chosen = targetsForPeople(routes, capability, people, buckets, systems.isArchiveOf(capability));
    const targets = chosen.flatMap((target) => some(target, (at) => !isHeld(target, at)));
    const all = await Promise.all(
      targets.map((target) => systems.forPeople(target, capability, people, selection, ask)),
    );

    type Routed = RoutedAnswer<PersonValue<C>>;
    const finished = (target: Target, result: Routed, at: number): Routed => {
      const breakGlass = grantOf(people[at]);
      const told = breakGlass ? { ...result, breakGlass } : result;
      return people[at]?.restricted === true && target.practice ? maskPractice(told, viewer) : told;
    };
    const lists = perSubject(people.length, partsByPerson(all), ({ target, ms }, answer, at) => {
      const person = people[at];
      const held = holdBack(
        answer,
        { capability, instance: target.instance, viewer, mayHaveHeld: systems.mayHaveHeld },
        () => (person ? { person, opened: isOpened(person) } : null),
      );
      const masked = maskAnswer(capability, held.answer, {
        viewer,
        restricted: (record) => person?.restricted === true || saysRestricted(record),
      });
      const result = systems.routed(capability, target, ms, masked.answer);
      return finished(target, { ...result, withheld: held.withheld || masked.withheld }, at);
    });
    for (const target of chosen)
      for (const { at } of some(target, (one) => isHeld(target, one)))
        for (const one of at) {
          const answer = notShared(target.instance, now(ask.clock)) as Answer<PersonValue<C>>;
          const result = systems.routed(capability, target, 0, answer);
          lists[one]?.push(finished(target, { ...result, withheld: true }, one));
        }
    const instances = targets.map((target) => target.instance);
    await recordPeople(recorder, { ask, capability, people, lists, instances, grantOf });
    observer.answered({ capability, people, selection, ask, asked: all.map(asGiven) });
    return inOrder(lists);
  };
