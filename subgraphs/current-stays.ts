import type { Encounter } from '../schema/clinical/encounter';

/** Here now: came, and not gone, the emergency department's waiting room too; on leave keeps the bed. */
export const isCurrent = ({ status }: Encounter): boolean =>
  status === 'arrived' || status === 'triaged' || status === 'in-progress' || status === 'onleave';
