import type { InstanceName } from '../../schema/identifiers';

/** What somebody typed in place of a route's id may be anything, and the audit keeps it for good. */
export const named = (route: string): string =>
  /^[A-Z0-9*]{1,8}\/[a-z-]{1,40}\/[a-z-]{1,40}$/.test(route) ? route : 'no route';

/** `pas@RWE`, or `gp-connect@*`. */
export const isSystemName = (text: string): text is InstanceName => /^[a-z][a-z0-9-]{0,39}@[A-Z0-9*]{1,8}$/.test(text);

/** The same of a system's name, `pas@RWE`. */
export const namedSystem = (system: string): string => (isSystemName(system) ? system : 'no system');
