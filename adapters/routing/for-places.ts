import type { GrantInUse } from '../../schema/access';
import type { Answer } from '../../schema/answer';
import type { Ask, Door, Place, PlaceCapability, Selection } from '../../schema/capabilities';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { ClinicalRecord } from '../../schema/clinical/values';
import { maskAnswer } from '../access';
import { targetsForPlaces } from './choose';
import type { DoorParts } from './door-parts';
import { holdBack, withoutVisits, type HolderOf } from './hold-back';
import { mayKnowOf } from './known-of';
import { mayBeCopiesOf } from './may-be-copies-of';
import { partsByPlace } from './parts';
import { recordPlaces } from './record-reads';
import {
  mayBeRestricted,
  mustHideBed,
  placesToCheck,
  staysHeldFrom,
  isUnread,
  visitsToldOf,
  withStaysUnread,
  type AnsweredPlace,
} from './restricted-stays';
import { findSubjects, recordsOf, type SubjectsFound } from './subjects';
import { asGiven, perSubject } from './systems';
import { widenedForPlaces } from './widened';

/** The door's reads by place. */
export const createForPlaces = (parts: DoorParts): Door['forPlaces'] => {
  const { systems, recorder, admission, identity, index, ramp, schedule, observer } = parts;

  /** Whose beds may be shown, which only the stays of the place can tell; and the places whose stays nobody told. */
  const readStays = async (
    capability: PlaceCapability,
    answered: readonly AnsweredPlace[],
    ask: Ask,
  ): Promise<{ readonly stays: readonly Answer<unknown>[]; readonly unread: ReadonlySet<Place> }> => {
    const places = capability === 'bed-state' ? placesToCheck(ask.viewer, answered) : [];
    const targets = targetsForPlaces(ramp.ledgerOf(ask), 'encounters', places);
    const read = await Promise.all(targets.map((target) => systems.forPlaces(target, 'encounters', places, {}, ask)));
    const unread = read.flatMap(({ target, answers }) =>
      answers.flatMap((answer, at) => (isUnread(answer) ? (places[target.at[at] ?? -1] ?? []) : [])),
    );
    return { stays: read.flatMap(({ answers }) => answers), unread: new Set(unread) };
  };

  /** Stays that the beds of no list name, its own ward's neither: asked of our own store, so that no system is asked for it. */
  const hiddenVisits = (capability: PlaceCapability, places: readonly Place[]): Promise<ReadonlySet<string>> =>
    capability === 'bed-state'
      ? recorder.own(
          capability,
          index.staysOfVeryRestricted([...new Set(places.map(({ organisation }) => organisation))]),
        )
      : Promise.resolve(new Set());

  return async <C extends PlaceCapability>(capability: C, places: readonly Place[], selection: Selection, ask: Ask) => {
    const since = schedule.start();
    await recorder.authoriseList(capability, ask);
    if (places.length === 0) return [];
    const { viewer } = ask;
    const routes = ramp.ledgerOf(ask);
    const targets = targetsForPlaces(routes, capability, places);
    const read = async (how: Selection) => {
      const all = await Promise.all(targets.map((target) => systems.forPlaces(target, capability, places, how, ask)));
      const given = all.flatMap(({ answers }) => answers);
      return { all, parts: partsByPlace(all, places, await ramp.unitsOf(routes, capability, given, ask)) };
    };
    const [hidden, first] = await Promise.all([hiddenVisits(capability, places), read(selection)]);
    const answered = first.parts.flatMap(({ target, answers }) =>
      answers.flatMap((answer, at) => {
        const place = places[target.at[at] ?? -1];
        return place ? [{ place, answer, projected: systems.isProjected(target.instance, capability) }] : [];
      }),
    );
    const { stays, unread } = await readStays(capability, answered, ask);
    const looked: SubjectOfRecord[] = [];
    const subjects: SubjectsFound = await findSubjects([...answered.map(({ answer }) => answer), ...stays], (of) => {
      looked.push(...of);
      return identity.bySubjectsForDoor(of, ask);
    });
    const wide = widenedForPlaces(selection, capability, subjects.people);
    const { all, parts: parted } = wide ? await read(wide) : first;
    const told = visitsToldOf(stays, viewer, subjects.personOf);
    const known = subjects.people.filter((person) => mayKnowOf(viewer, person));
    const { grantOf, isStranger } = await admission.found(capability, known, ask);
    const isOpened = (person: PersonIdentity): boolean => grantOf(person) !== undefined;
    const isRestricted =
      capability === 'bed-state'
        ? mustHideBed(stays, staysHeldFrom(viewer, subjects.personOf, isOpened))
        : (record: unknown): boolean => mayBeRestricted(subjects.personOf(record));
    const stranger = (record: unknown): boolean => isStranger(subjects.personOf(record));
    const whose: HolderOf = (record) => {
      const person = subjects.personOf(record);
      return person ? { person, opened: isOpened(person) } : null;
    };
    const lists = perSubject(places, parted, ({ target, ms }, answer, place) => {
      const { instance } = target;
      const held = holdBack(
        answer,
        {
          ...{ capability, instance, viewer },
          mayHaveHeld: systems.mayHaveHeld,
          mayBeCopiesOf: mayBeCopiesOf(routes, capability, instance),
        },
        whose,
      );
      const untold = capability === 'bed-state' && !systems.isProjected(target.instance, capability);
      const beds = withoutVisits(held.answer, (visit) => hidden.has(visit) || (untold && !told.has(visit)));
      const masked = maskAnswer(capability, beds.answer, { viewer, restricted: isRestricted, stranger, place });
      const breakGlassOf = grantsOf(masked.answer, (record) => grantOf(subjects.personOf(record) ?? undefined));
      const withheld = held.withheld || beds.withheld || masked.withheld;
      const said = unread.has(place) ? withStaysUnread(masked.answer) : masked.answer;
      return { ...systems.routed(capability, target, ms, said), withheld, breakGlassOf };
    });
    const instances = targets.map((target) => target.instance);
    const { unresolved } = subjects;
    const records = lists.flat().flatMap(({ answer }) => recordsOf(answer) as readonly ClinicalRecord[]);
    // Strangers are on record where they were shown: on the wards of the viewer's own.
    const shown = new Set(records.map(subjects.personOf));
    const people = known.filter((one) => shown.has(one) || !isStranger(one));
    await recordPlaces(recorder, { ask, capability, places, people, lists, instances, unresolved, grantOf });
    const keys = new Set(records.map(({ key }) => key));
    const missing = (selection.keys ?? []).filter((key) => !keys.has(key)).length;
    const leftOut = subjects.people.filter((person) => !mayKnowOf(viewer, person)).map(({ id }) => id);
    const row = { ask, capability, places, persons: leftOut, instances, note: 'not told of' };
    if (leftOut.length > 0) await recorder.refused(row);
    // Of a stay that is not there as many rows as of one that is hidden.
    else if (missing > 0) await recorder.answered({ ...row, unresolved: missing });
    await identity.nowOnRecord(looked, ask);
    observer.answered({ capability, places, selection: wide ?? selection, ask, asked: all.map(asGiven) });
    // A stay asked for by its id is a look-up of somebody, though others are asked for beside it.
    if (missing > 0) await schedule.hold(since, ask);
    return lists;
  };
};

/** The grants of those whom an answer shows, each once. */
const grantsOf = (
  answer: Answer<unknown>,
  grantOf: (record: unknown) => GrantInUse | undefined,
): readonly GrantInUse[] => [
  ...new Map(
    recordsOf(answer).flatMap((record) => [grantOf(record) ?? []].flat().map((one) => [one.id, one])),
  ).values(),
];
