import { quantityOf, quantityText } from './elements';
import type { FhirQuantity } from '../../wire/fhir/values';

/** `6.1 mmol/L`; undefined where no value was sent. */
export const amountText = (sent: FhirQuantity | undefined): string | undefined => {
  const quantity = quantityOf(sent);
  return quantity && quantityText(quantity);
};

/** What lies between two bounds, of which either may be open. */
export const betweenText = (low: string | undefined, high: string | undefined): string | undefined => {
  if (low === undefined) return high === undefined ? undefined : `up to ${high}`;
  return high === undefined ? `from ${low}` : `${low} to ${high}`;
};
