import type { AdapterKind, Provision } from '../../contract';

/**
 * Searches take comma lists: fifty people a call. Asked as the system: the user claims are for SystmOne's own audit and
 * change no answer. `ttlMs` 0 for what harms when old: stays, beds, scores, allergies.
 */
const live = (ttlMs: number): Provision => ({ from: 'live', maxBatch: 50, asksAs: 'system', ttlMs });

const NOW = 0;
const SHORTLY = 15_000;

export const provides = {
  demographics: live(SHORTLY),
  encounters: live(NOW),
  wards: live(SHORTLY),
  'bed-state': live(NOW),
  'bed-housekeeping': live(NOW),
  'discharge-readiness': live(SHORTLY),
  observations: live(SHORTLY),
  'early-warning': live(NOW),
  problems: live(SHORTLY),
  preferences: live(SHORTLY),
  'care-team': live(SHORTLY),
  allergies: live(NOW),
  medications: live(SHORTLY),
  immunisations: live(SHORTLY),
  documents: live(SHORTLY),
  appointments: live(SHORTLY),
} as const satisfies AdapterKind['provides'];
