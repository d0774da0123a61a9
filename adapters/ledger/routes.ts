import type { Capability } from '../../schema/capabilities';
import type { InstanceName, OdsCode } from '../../schema/identifiers';

/**
 * Which of an organisation's records a route speaks of: one organisation may hold several of one capability
 * (allergies in the ward's system and in the PAS), and each has a route of its own.
 */
export const RECORD_ROLES = [
  'inpatient-record',
  'administrative-record',
  'departmental-record',
  'community-record',
  'gp-record',
  'national-record',
] as const;
export type RecordRole = (typeof RECORD_ROLES)[number];

export type Lifecycle = 'planned' | 'not-connected' | 'live' | 'retiring' | 'retired';
export type Stage = 'off' | 'shadow' | 'ramp' | 'live' | 'retired';

/** In a route: the registered practice of whoever is asked about. Its instance is then `<kind>@*`. */
export const REGISTERED_PRACTICE = '*';

export interface SystemInstance {
  readonly name: InstanceName;
  /** Null for a holder that no adapter speaks to (`pds@SPINE`): its answers are SOURCE_NOT_CONNECTED. */
  readonly kind: string | null;
  /** As people say it: `Nervecentre`. */
  readonly systemName: string;
  readonly organisation: OdsCode;
  readonly organisationName: string;
  readonly lifecycle: Lifecycle;
}

/** As written in the settings. */
export interface RouteSetting {
  /** The organisation that holds the record, never the viewer's; `*` for the registered practice. */
  readonly organisation: OdsCode | typeof REGISTERED_PRACTICE;
  readonly capability: Capability;
  readonly role: RecordRole;
  /** The instance that answers; `gp-connect@*` beside organisation `*`. */
  readonly control: InstanceName;
  /** False where its absence leaves no gap (PDS beside the PAS). */
  readonly needed: boolean;
  /** Who is to replace it; a plan, until somebody moves the route. */
  readonly candidate?: InstanceName;
}

export interface Route extends RouteSetting {
  readonly stage: Stage;
}

/** Who answers on a route: the candidate once the move is complete, the control until then (shadow and ramp act within the route). */
export const answering = (route: Route): InstanceName => {
  switch (route.stage) {
    case 'off':
    case 'shadow':
    case 'ramp':
      return route.control;
    case 'live':
    case 'retired':
      return route.candidate ?? route.control;
  }
};
