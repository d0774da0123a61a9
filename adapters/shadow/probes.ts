import { sql } from 'kysely';
import type { PersonCapability, Place, PlaceCapability } from '../../schema/capabilities';
import { instanceParts, parseOdsCode, type PersonId } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';
import type { Connected } from '../routing';
import type { InstanceName } from '../../schema/identifiers';
import type { Store } from '../store';
import { readOwn, type OwnReadMeans } from './own-read';
import type { Ramp } from './ramps';

export interface ProbeMeans extends OwnReadMeans {
  readonly store: Store;
  readonly index: Pick<IdentityIndex, 'byIds'>;
  readonly connections: ReadonlyMap<InstanceName, Connected>;
}

/** People of whom the control has told us, in an order that differs from moment to moment. */
const somePeople = async ({ db }: Store, control: InstanceName, most: number): Promise<readonly PersonId[]> => {
  const { rows } = await sql<{ id: PersonId }>`select distinct_person.id from (
      select distinct r.person_id as id from person_record r where r.instance like ${`%@${instanceParts(control).organisation}`}
    ) as distinct_person order by random() limit ${most}`.execute(db);
  return rows.map(({ id }) => id);
};

/** The sites of the ramp, over and over; the whole organisation where it has none. */
const somePlaces = ({ route, sites }: Ramp, most: number): readonly Place[] => {
  const places = sites.flatMap((site): readonly Place[] => {
    const [code = '', ward] = site.split('|');
    const organisation = parseOdsCode(code);
    return organisation === null ? [] : [{ organisation, ...(ward === undefined ? {} : { ward }) }];
  });
  const organisation = parseOdsCode(instanceParts(route.candidate).organisation);
  const all = places.length > 0 || organisation === null ? places : [{ organisation }];
  return all.length === 0 ? [] : Array.from({ length: most }, (_, at) => all[at % all.length]).flatMap((one) => one ?? []); // prettier-ignore
};

/** Asks both systems so often in Causeway's own name, about people and places of our own store. Each is on record first. */
export const probe = async (ramp: Ramp, times: number, means: ProbeMeans): Promise<void> => {
  const { route } = ramp;
  const capability = route.id.split('/')[1] ?? '';
  const sources = means.connections.get(route.candidate)?.connection.sources;
  const why = { operation: 'Probe', note: `probe of the ramp of ${route.id}`, rehearsal: null };
  if (sources && capability in sources.places) {
    for (const place of somePlaces(ramp, times))
      await readOwn(
        {
          route,
          subjects: { of: 'places', capability: capability as PlaceCapability, places: [place] },
          selection: {},
        },
        why,
        means,
      );
    return;
  }
  const people = await means.index.byIds(await somePeople(means.store, route.control, times));
  for (const person of people)
    if (person)
      await readOwn(
        {
          route,
          subjects: { of: 'people', capability: capability as PersonCapability, people: [person] },
          selection: {},
        },
        why,
        means,
      );
};
