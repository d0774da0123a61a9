import type { Capability } from '../../schema/capabilities';
import type { CanonicalRecord } from './canonical-record';

/** A row of the read models: `kind` and `body` as the folds write them. */
export interface ComparableRow {
  readonly kind: string;
  readonly key: string;
  readonly recordId: string | null;
  readonly body: unknown;
}

/** Read models that are one capability's records. What the folds keep for themselves (`person-state`) is none. */
const CAPABILITY_OF: Readonly<Record<string, Capability>> = {
  demographics: 'demographics',
  encounters: 'encounters',
  'discharge-readiness': 'discharge-readiness',
  allergies: 'allergies',
  appointments: 'appointments',
  'waiting-list': 'waiting-list',
  wards: 'wards',
  beds: 'bed-state',
  'lab-reports': 'lab-reports',
  'lab-orders': 'lab-orders',
  'imaging-reports': 'imaging-reports',
  'imaging-orders': 'imaging-orders',
};

export const COMPARED_KINDS: readonly string[] = Object.keys(CAPABILITY_OF);

/** Rows of one instance as canonical records; rows that are no record of the graph are left out. */
export const recordsOfRows = (rows: readonly ComparableRow[]): readonly CanonicalRecord[] =>
  rows.flatMap(({ kind, key, recordId, body }) => {
    const capability = CAPABILITY_OF[kind];
    if (capability === undefined || typeof body !== 'object' || body === null) return [];
    const own = 'key' in body && typeof body.key === 'string' ? body.key : key;
    return [{ capability, key: own, recordId, record: body }];
  });
