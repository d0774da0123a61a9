import { CAPABILITIES, type PersonCapability, type Place, type PlaceCapability } from '../../schema/capabilities';
import { instanceParts, parseOdsCode, type InstanceName } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';
import { REGISTERED_PRACTICE } from '../ledger';
import type { Connected } from '../routing';
import type { Store } from '../store';
import type { Subjects } from './asked';
import { fewAtOnce } from './few-at-once';
import { readOwn, type OwnReadMeans } from './own-read';
import { peopleOf, peopleWithPractice } from './people-to-probe';
import type { Ramp } from './ramps';
import { byPractice, type ComparedRoute } from './route';

export interface ProbeMeans extends OwnReadMeans {
  readonly store: Store;
  readonly index: Pick<IdentityIndex, 'byIds'>;
  readonly connections: ReadonlyMap<InstanceName, Connected>;
  /** 0 to 1. */
  readonly random: () => number;
  readonly unexpected: (error: unknown) => void;
}

/** Probes of one ramp under way: its candidate answers live reads at the same time. */
const AT_ONCE = 4;
/** No further probe is begun after this; the next look goes on. */
const BEGUN_WITHIN_MS = 8_000;

/** What one probe asks for. */
interface Probe {
  readonly route: ComparedRoute;
  readonly subjects: Subjects;
}

const isOfPlaces = (capability: string): capability is PlaceCapability =>
  Object.entries(CAPABILITIES).some(([name, { rampUnit }]) => name === capability && rampUnit === 'site');

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

/** People of whom the control has told; where it tells of none itself, whom others at its organisation have told of. */
const somePeople = async (route: ComparedRoute, most: number, means: ProbeMeans) => {
  const { organisation } = instanceParts(route.control);
  const { store, random } = means;
  if (organisation === REGISTERED_PRACTICE) return peopleWithPractice(store, random(), most);
  const neighbours = [...means.connections.keys()].filter((name) => instanceParts(name).organisation === organisation);
  for (const instance of new Set([route.control, ...neighbours])) {
    const people = await peopleOf(store, instance, random(), most);
    if (people.length > 0) return people;
  }
  return [];
};

const probesOf = async (ramp: Ramp, times: number, means: ProbeMeans): Promise<readonly Probe[]> => {
  const { route } = ramp;
  const capability = route.id.split('/')[1] ?? '';
  if (isOfPlaces(capability))
    return somePlaces(ramp, times).map((place) => ({ route, subjects: { of: 'places', capability, places: [place] } }));
  const people = await means.index.byIds(await somePeople(route, times, means));
  return people.flatMap((person) =>
    // A route's capability that is none of places is one of people.
    person === null
      ? []
      : byPractice(route, { of: 'people', capability: capability as PersonCapability, people: [person] }),
  );
};

/**
 * Asks both systems so often in Causeway's own name, about people and places of our own store. Each is on record first;
 * one that fails of itself costs only itself.
 */
export const probe = async (ramp: Ramp, times: number, means: ProbeMeans): Promise<void> => {
  const why = { operation: 'Probe', note: `probe of the ramp of ${ramp.route.id}`, rehearsal: null };
  const waiting = [...(await probesOf(ramp, times, means))];
  const until = means.clock.millis() + BEGUN_WITHIN_MS;
  await fewAtOnce(
    () => (means.clock.millis() < until ? waiting.shift() : undefined),
    AT_ONCE,
    (one) => readOwn({ ...one, selection: {} }, why, means).catch(means.unexpected),
  );
};
