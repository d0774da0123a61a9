import { join } from 'node:path';
import { ALL_CAPABILITIES } from '../../schema/capabilities';
import type { Capability, PersonCapability, PlaceCapability } from '../../schema/capabilities';
import type { InstanceName } from '../../schema/identifiers';
import { instanceParts } from '../../schema/identifiers';
import type { Provision } from '../../adapters/contract';
import { KINDS } from '../../adapters/registry';
import type { RegisteredKind } from '../../adapters/registry';
import { readEstate } from '../../adapters/settings/estate';
import type { Estate } from '../../adapters/settings/estate';

const ESTATE = readEstate(join(__dirname, '../../adapters/settings/leicester.yaml'));

/** What `describe.each` takes: every kind of the registry, by its name. */
export const EVERY_KIND = KINDS.map((registered) => [registered.kind.kind, registered] as const);

/** The example estate with one kind of system in it: its instances, its feeds. */
export const estateOf = ({ kind }: RegisteredKind): Estate => {
  const isOurs = (instance: InstanceName): boolean => instanceParts(instance).system === kind.kind;
  return {
    ...ESTATE,
    instances: ESTATE.instances.filter(({ name }) => isOurs(name)),
    feeds: ESTATE.feeds.filter(({ instance }) => isOurs(instance)),
  };
};

export const instancesOf = (registered: RegisteredKind): readonly InstanceName[] =>
  estateOf(registered).instances.map(({ name }) => name);

export type Side = 'people' | 'places';
type SidesOf<C extends Capability> =
  (C extends PersonCapability ? 'people' : never) | (C extends PlaceCapability ? 'places' : never);

/** `CapabilityShapes` as values. The types hold it to the schema: a side left out, or one too many, does not compile. */
export const SIDES: { readonly [C in Capability]: Readonly<Record<SidesOf<C>, true>> } = {
  demographics: { people: true },
  encounters: { people: true, places: true },
  wards: { places: true },
  'bed-state': { places: true },
  'bed-housekeeping': { places: true },
  'discharge-readiness': { places: true },
  observations: { people: true },
  'early-warning': { people: true, places: true },
  escalations: { people: true, places: true },
  'lab-reports': { people: true, places: true },
  'lab-orders': { people: true },
  'result-acknowledgements': { people: true },
  'imaging-studies': { people: true },
  'imaging-reports': { people: true },
  'imaging-orders': { people: true },
  allergies: { people: true },
  medications: { people: true },
  problems: { people: true },
  immunisations: { people: true },
  documents: { people: true },
  preferences: { people: true },
  flags: { people: true },
  'care-team': { people: true },
  appointments: { people: true },
  'theatre-lists': { places: true },
  'waiting-list': { people: true, places: true },
};

export const provisionsOf = ({ kind }: RegisteredKind): readonly (readonly [Capability, Provision])[] =>
  ALL_CAPABILITIES.flatMap((capability) => {
    const provision = kind.provides[capability];
    return provision === undefined ? [] : [[capability, provision] as const];
  });

export const liveOf = (registered: RegisteredKind): readonly Capability[] =>
  provisionsOf(registered).flatMap(([capability, { from }]) => (from === 'live' ? [capability] : []));
