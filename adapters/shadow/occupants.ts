import type { Ask, Place } from '../../schema/capabilities';
import type { Bed } from '../../schema/clinical/location';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';
import { findSubjects, recordsOf } from '../routing/subjects';
import type { Encounter } from '../../schema/clinical/encounter';
import type { AskSystem } from './ask-system';
import type { Answer } from '../../schema/answer';

/** Visit numbers that beds name, by the bed's key. */
export const visitsOf = (answers: readonly Answer<unknown>[]): ReadonlyMap<string, string> =>
  new Map(
    answers.flatMap((answer) =>
      (recordsOf(answer) as readonly Bed[]).flatMap(({ key, visit }) => (visit === undefined ? [] : [[key, visit]])),
    ),
  );

/**
 * Who lies in the beds of some places: a bed names a stay and not its person, so each system is asked for its stays. By
 * visit number; null where the person cannot be told.
 */
export const occupantsOf = async (
  places: readonly Place[],
  systems: readonly InstanceName[],
  means: { readonly askSystem: AskSystem; readonly index: Pick<IdentityIndex, 'bySubjects'>; readonly ask: Ask },
): Promise<ReadonlyMap<string, readonly (PersonIdentity | null)[]>> => {
  const stays = await Promise.all(
    systems.map((instance) =>
      means.askSystem(instance, { of: 'places', capability: 'encounters', places }, {}, means.ask),
    ),
  );
  const answers = stays.flatMap((each) => each.answers);
  const found = await findSubjects(answers, (of) => means.index.bySubjects(of));
  const byVisit = new Map<string, (PersonIdentity | null)[]>();
  for (const stay of answers.flatMap(recordsOf) as readonly Encounter[]) {
    const visit = stay.identifier.value;
    byVisit.set(visit, [...(byVisit.get(visit) ?? []), found.personOf(stay) ?? null]);
  }
  return byVisit;
};
