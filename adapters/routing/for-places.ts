import type { GrantInUse } from '../../schema/access';
import type { Answer } from '../../schema/answer';
import type { Ask, Door, Place, PlaceCapability, Selection } from '../../schema/capabilities';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import type { PersonIdentity } from '../../schema/clinical/person';
import { maskAnswer } from '../access';
import { targetsForPlaces } from './choose';
import type { DoorParts } from './door-parts';
import { holdBack, withoutVisits, type HolderOf } from './hold-back';
import { mayKnowOf } from './known-of';
import { partsByPlace } from './parts';
import { recordPlaces } from './record-reads';
import { mayBeRestricted, mustHideBed, placesToCheck, staysHeldFrom } from './restricted-stays';
import { findSubjects, recordsOf, type SubjectsFound } from './subjects';
import { asGiven, perSubject } from './systems';

/** The door's reads by place. */
export const createForPlaces = (parts: DoorParts): Door['forPlaces'] => {
  const { systems, recorder, admission, identity, index, ramp, schedule, observer } = parts;

  /** Whose beds may be shown, which only the stays of the place can tell. */
  const readStays = async (
    capability: PlaceCapability,
    answered: readonly { readonly place: Place; readonly answer: Answer<unknown> }[],
    ask: Ask,
  ): Promise<readonly Answer<unknown>[]> => {
    const places = capability === 'bed-state' ? placesToCheck(ask.viewer, answered) : [];
    const targets = targetsForPlaces(ramp.ledgerOf(ask), 'encounters', places);
    const stays = await Promise.all(targets.map((target) => systems.forPlaces(target, 'encounters', places, {}, ask)));
    return stays.flatMap(({ answers }) => answers);
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
    const [hidden, ...all] = await Promise.all([
      hiddenVisits(capability, places),
      ...targets.map((target) => systems.forPlaces(target, capability, places, selection, ask)),
    ]);
    const given = all.flatMap(({ answers }) => answers);
    const parted = partsByPlace(all, places, await ramp.unitsOf(routes, capability, given, ask));
    const answered = parted.flatMap(({ target, answers }) =>
      answers.flatMap((answer, at) => {
        const place = places[target.at[at] ?? -1];
        return place ? [{ place, answer }] : [];
      }),
    );
    const stays = await readStays(capability, answered, ask);
    const looked: SubjectOfRecord[] = [];
    const subjects: SubjectsFound = await findSubjects([...answered.map(({ answer }) => answer), ...stays], (of) => {
      looked.push(...of);
      return identity.bySubjectsForDoor(of, ask);
    });
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
    const lists = perSubject(places.length, parted, ({ target, ms }, answer, at) => {
      const place = places[at];
      const held = holdBack(answer, { capability, instance: target.instance, viewer }, whose);
      const beds = withoutVisits(held.answer, (visit) => hidden.has(visit));
      const look = { viewer, restricted: isRestricted, stranger, ...(place ? { place } : {}) };
      const masked = maskAnswer(capability, beds.answer, look);
      const breakGlassOf = grantsOf(masked.answer, (record) => grantOf(subjects.personOf(record) ?? undefined));
      const withheld = held.withheld || beds.withheld || masked.withheld;
      const result = { ...systems.routed(capability, target, ms, masked.answer), withheld };
      return breakGlassOf.length > 0 ? { ...result, breakGlassOf } : result;
    });
    const instances = targets.map((target) => target.instance);
    const { unresolved } = subjects;
    // Strangers are on record where they were shown: on the wards of the viewer's own.
    const shown = new Set(lists.flat().flatMap(({ answer }) => recordsOf(answer).map(subjects.personOf)));
    const people = known.filter((one) => shown.has(one) || !isStranger(one));
    await recordPlaces(recorder, { ask, capability, places, people, lists, instances, unresolved, grantOf });
    const leftOut = subjects.people.filter((person) => !mayKnowOf(viewer, person)).map(({ id }) => id);
    if (leftOut.length > 0)
      await recorder.refused({ ask, capability, places, persons: leftOut, instances, note: 'not told of' });
    await identity.nowOnRecord(looked, ask);
    observer.answered({ capability, places, selection, ask, asked: all.map(asGiven) });
    // One stay asked for by its id is a look-up of somebody.
    if (selection.keys && shown.size === 0) await schedule.hold(since, ask);
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
