import { graphError, type GraphError } from '../errors';
import type { CostMeter } from './cost';
import type { DearField } from './dearest';
import type { Limits } from './document-limits';

const inWords = ({ path, share }: DearField): string => `${path.join('.')} (${Math.round(share * 100)} %)`;

/** Refuses an operation that asks for more than one request may, and says which of its fields do; null where it may be asked. */
export const tooCostly = (
  meter: CostMeter,
  { cost: most }: Pick<Limits, 'cost'>,
  query: string,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): GraphError | null => {
  const cost = meter.costOf(query, operationName, variables);
  if (cost <= most) return null;
  const dearest = meter
    .dearest(query, operationName, variables)
    .map(({ path, share }) => ({ path, share: Math.round(share * 100) / 100 }));
  const where = dearest.length === 0 ? '' : ` Dearest: ${dearest.map(inWords).join(', ')}.`;
  return graphError('TOO_COSTLY', `The operation asks for ${cost} objects; ${most} is the most.${where}`, { dearest });
};
