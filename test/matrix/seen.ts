import type { GraphFault } from '../scenarios/hospital';
import { CELLS } from './fields';

/** What became of one cell. */
export type Seen = 'shown' | 'refused';
export type Answered = { readonly data?: unknown; readonly errors?: readonly GraphFault[] };

const isForbidden = ({ extensions }: GraphFault): boolean => extensions['code'] === 'FORBIDDEN';
const startsAt = (path: readonly (string | number)[], whole: readonly (string | number)[]): boolean =>
  path.every((key, at) => whole[at] === key);

const valueAt = (data: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    data,
  );

/** Refused: null, with an error that says so there or above. Anything else that is not a value is neither, and a fault. */
export const seenAt = ({ data, errors = [] }: Answered, path: readonly (string | number)[]): Seen | string => {
  const value = valueAt(data, path) ?? null;
  const refused = errors.some((error) => isForbidden(error) && startsAt(error.path ?? [], path));
  if (refused) return value === null ? 'refused' : 'refused, and shown';
  return value === null ? `null without a refusal: ${JSON.stringify(errors.map(({ message }) => message))}` : 'shown';
};

/** Every capability's cell of the patient at a path. */
export const cellsAt = (answered: Answered, path: readonly (string | number)[], subgraph?: string) =>
  Object.fromEntries(
    CELLS.filter((cell) => subgraph === undefined || cell.subgraph === subgraph).map(({ capability, field }) => [
      capability,
      seenAt(answered, [...path, field]),
    ]),
  );

/** Whether anything of an operation was refused. */
export const operationSeen = ({ errors = [] }: Answered): 'open' | 'refused' =>
  errors.some(isForbidden) ? 'refused' : 'open';
