import { CAPABILITIES, type Capability } from '../../schema/capabilities';
import type { WardKey } from '../../schema/clinical/location';
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
  /** Who answered before its control, and is off: oldest first. */
  readonly predecessors?: readonly InstanceName[];
  /** 1 to 99: people whose bucket lies below are the candidate's. At `ramp` by person. */
  readonly percent?: number;
  /** Wards (`RWE|W12`) that are the candidate's. At `ramp` by site. */
  readonly sites?: readonly string[];
}

/** `ORGANISATION/capability/role`. */
export const routeId = (route: Pick<RouteSetting, 'organisation' | 'capability' | 'role'>): string =>
  `${route.organisation}/${route.capability}/${route.role}`;

/** A ward as routes name it: `RWE|W12`. */
export const siteOf = (ward: WardKey): string => `${ward.organisation}|${ward.code}`;

/** Routes that must agree move together: those of one organisation and role whose capabilities are of one group. */
export const groupOf = <R extends Pick<RouteSetting, 'organisation' | 'capability' | 'role'>>(
  all: readonly R[],
  route: R,
): readonly R[] => {
  const { group } = CAPABILITIES[route.capability];
  if (group === undefined) return [route];
  return all.filter(
    (one) =>
      one.organisation === route.organisation &&
      one.role === route.role &&
      CAPABILITIES[one.capability].group === group,
  );
};

/** What moves as one: a person by their bucket, or a site. What is not known stays with the control. */
export interface RampUnit {
  readonly bucket?: number;
  /** `RWE|W12`. */
  readonly site?: string;
}

/** Who answers on a route for a unit: the candidate once the move is complete, the control until then. */
export const answering = (route: Route, unit: RampUnit = {}): InstanceName => {
  switch (route.stage) {
    case 'off':
    case 'shadow':
      return route.control;
    case 'ramp':
      return onRamp(route, unit) ? (route.candidate ?? route.control) : route.control;
    case 'live':
    case 'retired':
      return route.candidate ?? route.control;
  }
};

const onRamp = ({ capability, percent = 0, sites = [] }: Route, { bucket, site }: RampUnit): boolean =>
  CAPABILITIES[capability].rampUnit === 'person'
    ? bucket !== undefined && bucket < percent
    : site !== undefined && sites.includes(site);

/** Systems that answered on a route and are off: what they told is an archive. Oldest first. */
export const offOn = ({ predecessors = [], stage, control }: Route): readonly InstanceName[] =>
  stage === 'retired' ? [...predecessors, control] : predecessors;

/** Whether two systems answer on a route today, each for its own units. */
export const isParted = (route: Route): boolean => route.stage === 'ramp' && route.candidate !== undefined;
