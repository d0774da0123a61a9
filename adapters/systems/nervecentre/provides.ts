import type { AdapterKind, Provision } from '../../contract';

/** FHIR search takes comma lists: fifty people a call. `ttlMs` 0 for what harms when old: beds, scores, escalations, allergies. */
const live = (ttlMs: number): Provision => ({ from: 'live', maxBatch: 50, asksAs: 'system', ttlMs });

const SECONDS = 1_000;

export const provides = {
  demographics: live(15 * SECONDS),
  encounters: live(0),
  wards: live(60 * SECONDS),
  'bed-state': live(0),
  'bed-housekeeping': live(0),
  'discharge-readiness': live(15 * SECONDS),
  observations: live(15 * SECONDS),
  'early-warning': live(0),
  escalations: live(0),
  'result-acknowledgements': live(0),
  flags: live(15 * SECONDS),
  preferences: live(15 * SECONDS),
  allergies: live(0),
  medications: live(15 * SECONDS),
  'care-team': live(60 * SECONDS),
  documents: live(60 * SECONDS),
  appointments: live(15 * SECONDS),
  'theatre-lists': live(15 * SECONDS),
} as const satisfies AdapterKind['provides'];
