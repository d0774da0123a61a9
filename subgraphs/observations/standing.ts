import type { ObservationStatus } from '../../schema/clinical/observation';

/** Neither withdrawn nor cancelled: what was entered in error speaks for nobody. */
export const isStanding = ({ status }: { readonly status: ObservationStatus }): boolean =>
  status !== 'entered-in-error' && status !== 'cancelled';
