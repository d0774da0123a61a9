import { z } from 'zod';
import { fhirPeriod, fhirQuantity, type FhirPeriod, type FhirQuantity } from '../../wire/fhir/values';
import { amountText, betweenText } from './in-words';

const range = z.object({ low: fhirQuantity.optional(), high: fhirQuantity.optional() });

/** `onset[x]` and `abatement[x]` of a Condition, where they are no date (R4 and STU3). */
export const conditionTimes = {
  onsetAge: fhirQuantity.optional(),
  onsetPeriod: fhirPeriod.optional(),
  onsetRange: range.optional(),
  onsetString: z.string().optional(),
  abatementAge: fhirQuantity.optional(),
  abatementPeriod: fhirPeriod.optional(),
  abatementRange: range.optional(),
  abatementString: z.string().optional(),
};
type ConditionTimes = z.output<z.ZodObject<typeof conditionTimes>>;

/** Units of an Age, by their UCUM code: it needs no words beside. */
const YEARS_AND_PARTS: Readonly<Record<string, string>> = { a: 'years', mo: 'months', wk: 'weeks', d: 'days' };

const ageText = (age: FhirQuantity | undefined): string | undefined =>
  amountText(age && { ...age, unit: age.unit ?? YEARS_AND_PARTS[age.code ?? ''] });

interface Said {
  readonly age: FhirQuantity | undefined;
  /** Of ages. */
  readonly range: z.output<typeof range> | undefined;
  readonly period: FhirPeriod | undefined;
  readonly text: string | undefined;
}

const inWords = ({ age, range: ages, period, text }: Said): string | undefined => {
  const aged = ageText(age) ?? betweenText(ageText(ages?.low), ageText(ages?.high));
  return text ?? (aged === undefined ? betweenText(period?.start, period?.end) : `aged ${aged}`);
};

export const onsetText = ({ onsetAge, onsetRange, onsetPeriod, onsetString }: ConditionTimes): string | undefined =>
  inWords({ age: onsetAge, range: onsetRange, period: onsetPeriod, text: onsetString });

export const abatementText = (resource: ConditionTimes): string | undefined =>
  inWords({
    ...{ age: resource.abatementAge, range: resource.abatementRange },
    ...{ period: resource.abatementPeriod, text: resource.abatementString },
  });
