import type { GrantInUse } from '../../schema/access';
import type { Ask, Capability, Place, RoutedAnswer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import type { Recorder } from './recorder';
import { seenContents } from './seen';

interface ReadOf {
  readonly ask: Ask;
  readonly capability: Capability;
  readonly people: readonly PersonIdentity[];
  readonly lists: readonly (readonly RoutedAnswer<unknown>[])[];
  readonly instances: readonly InstanceName[];
  grantOf(person: PersonIdentity): GrantInUse | undefined;
}

/** The note of a read that stood on a grant: by it the review finds what was read. */
export const grantNote = (id: string): string => `break-glass ${id}`;

/** A read of this person stands on the grant, and its row says so. */
const underGrant = (ask: Ask, grant: GrantInUse) =>
  ({ ask: { ...ask, purpose: 'BTG' }, note: grantNote(grant.id) }) as const;

/** One row for all who were read in the ordinary way, and one for each whose record was open by break-glass. */
export const recordPeople = async (recorder: Recorder, read: ReadOf): Promise<void> => {
  const { ask, capability, instances } = read;
  const told = read.people.map((person, at) => ({ person, list: read.lists[at] ?? [], grant: read.grantOf(person) }));
  const row = (some: typeof told) => ({
    ...{ capability, instances, persons: some.map(({ person }) => person.id) },
    seen: seenContents(
      some.map(({ person }) => ({ person: person.id })),
      some.map(({ list }) => list),
    ),
  });
  const ordinary = told.filter(({ grant }) => !grant);
  if (ordinary.length > 0) await recorder.answered({ ask, ...row(ordinary) });
  for (const one of told) if (one.grant) await recorder.answered({ ...row([one]), ...underGrant(ask, one.grant) });
};

/** The same for lists by place: what was shown stands in the first row, since a list cannot be parted. */
export const recordPlaces = async (
  recorder: Recorder,
  read: ReadOf & { readonly places: readonly Place[]; readonly unresolved: number },
): Promise<void> => {
  const { ask, capability, places, instances, unresolved, people } = read;
  const ordinary = people.filter((person) => !read.grantOf(person));
  await recorder.answered({
    ...{ ask, capability, places, unresolved, instances, persons: ordinary.map(({ id }) => id) },
    seen: seenContents(
      places.map((place) => ({ place })),
      read.lists,
    ),
  });
  for (const person of people) {
    const grant = read.grantOf(person);
    if (grant)
      await recorder.answered({ capability, places, instances, persons: [person.id], ...underGrant(ask, grant) });
  }
};
