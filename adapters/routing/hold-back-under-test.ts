import type { GrantInUse } from '../../schema/access';
import type { PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import type { Relationships } from '../relationships';

/** For tests of what is held back: systems, and whoever reads with a relationship, or with break-glass beside it. */
export const NC = 'nervecentre@RWE';
export const LPT = 'systmone@RT5';
export const PAS = 'pas@RWE';
const grant: GrantInUse = {
  ...{ id: 'bg_1', patient: 'p1' as PersonId, reason: 'EMERGENCY' },
  until: '2026-11-20T11:00:00.000Z' as Instant,
};
export const opened: Relationships = {
  of: (_, people) => Promise.resolve(people.map(() => ({ bases: new Set(['ward', 'self', 'proxy'] as const), grant }))),
  proxiesOf: () => Promise.resolve([]),
  isStale: () => Promise.resolve(false),
};
export const related: Relationships = {
  ...opened,
  of: (_, people) =>
    Promise.resolve(people.map(() => ({ bases: new Set(['ward', 'self', 'proxy'] as const), grant: null }))),
};
