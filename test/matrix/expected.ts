import { listRefusalOf, purposeFor, refusalOf, relationshipsFor } from '../../adapters/access';
import { ALL_CAPABILITIES, type Capability, type Operation, type Role } from '../../schema/capabilities';
import type { Seen } from './seen';
import { CELLS } from './fields';

/** Programs are tried with every scope there is: what then is refused, the table refuses. */
export const SCOPES = ALL_CAPABILITIES.map((capability) => `read:${capability}`);
const asker = (role: Role) => ({ role, scopes: ALL_CAPABILITIES });

const allowed = (role: Role, what: Capability | Operation): boolean => {
  const purpose = purposeFor(role, undefined);
  return purpose !== null && refusalOf(asker(role), purpose, what) === null;
};

/** Of somebody the viewer is related to, or of a stranger. */
export const mayRead = (role: Role, capability: Capability, of: 'related' | 'stranger'): boolean =>
  allowed(role, capability) && (of === 'related' || relationshipsFor(role, capability) === null);

/** A cell by person also needs that the person can be found: by id, who they are. */
export const cellsOf = (
  role: Role,
  of: 'related' | 'stranger',
  from: 'anywhere' | 'found' | 'nowhere',
  subgraph?: string,
): Readonly<Record<string, Seen>> => {
  const reached = from === 'anywhere' || (from === 'found' && mayRead(role, 'demographics', of));
  return Object.fromEntries(
    CELLS.filter((cell) => subgraph === undefined || cell.subgraph === subgraph).map(({ capability }) => [
      capability,
      reached && mayRead(role, capability, of) ? 'shown' : 'refused',
    ]),
  );
};

/** Whoever may look for anybody may search. */
export const maySearch = (role: Role): boolean => mayRead(role, 'demographics', 'stranger');

export const mayList = (role: Role, capability: Capability): boolean =>
  allowed(role, capability) && listRefusalOf(role, capability) === null;

export const mayOperate = (role: Role, operation: Operation): 'open' | 'refused' =>
  allowed(role, operation) ? 'open' : 'refused';
