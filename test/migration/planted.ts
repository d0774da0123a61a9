import { fieldOf } from '../../adapters/comparison';
import type { Hospital as Simulated } from '../../adapters/simulation/hospital';
import { planted, type PlantedField } from '../../adapters/simulation/planted';
import type { InstanceName } from '../../schema/identifiers';

const CANDIDATES: readonly InstanceName[] = ['nervecentre@RWE', 'systmone@RT5'];

/** What nobody planted: the PAS's default birth date keeps p004's two records apart, so his stay is somebody else's. */
const UNPLANTED: PlantedField = {
  ...{ capability: 'encounters', record: 'RWE|700004', field: 'subject', says: 'critical' },
};

/** All that must be found at this moment, by name. */
export const plantedNow = (hospital: Simulated): ReadonlyMap<string, readonly PlantedField[]> =>
  new Map([
    ...CANDIDATES.flatMap((candidate) =>
      planted(hospital, candidate).differences.map(({ name, fields }) => [name, fields] as const),
    ),
    ['unplanted', [UNPLANTED]] as const,
  ]);

/** A difference as planners see it. */
export interface Told {
  readonly capability: string;
  readonly field: string;
  /** The severity, or the rule by which it is ignored. */
  readonly says: string;
}

const explains = (one: PlantedField, told: Told): boolean =>
  one.capability === told.capability &&
  one.says === told.says &&
  (one.field === '' ? told.field === '' : fieldOf(told.field).startsWith(one.field));

/** Each planted field takes one difference that it explains: what is left on either side is missed, or nobody's. */
export const paired = (
  wanted: readonly PlantedField[],
  told: readonly Told[],
): { readonly missed: readonly PlantedField[]; readonly unexplained: readonly Told[] } => {
  const unexplained = [...told];
  const missed = wanted.filter((one) => {
    const at = unexplained.findIndex((each) => explains(one, each));
    if (at >= 0) unexplained.splice(at, 1);
    return at < 0;
  });
  return { missed, unexplained };
};
