import { conceptOf, quantityOf } from '../fhir/elements';
import { amountText, betweenText } from '../fhir/in-words';
import type { FhirObservationValue } from '../fhir/observation';
import type { CodeableConcept, Quantity } from '../../../schema/clinical/values';
import type { UkCoreServer } from '../server';

const textOf = (value: FhirObservationValue, concept: CodeableConcept | undefined): string | undefined => {
  const { valueRange, valueRatio, valuePeriod, valueBoolean, valueSampledData } = value;
  const [over, under] = [amountText(valueRatio?.numerator), amountText(valueRatio?.denominator)];
  return (
    amountText(value.valueQuantity) ??
    concept?.text ??
    value.valueString ??
    value.valueInteger?.toString() ??
    (valueBoolean === undefined ? undefined : valueBoolean ? 'Yes' : 'No') ??
    betweenText(amountText(valueRange?.low), amountText(valueRange?.high)) ??
    (over === undefined || under === undefined ? undefined : `${over}:${under}`) ??
    value.valueTime ??
    value.valueDateTime ??
    betweenText(valuePeriod?.start, valuePeriod?.end) ??
    (valueSampledData === undefined ? undefined : 'A curve, not shown here')
  );
};

/** What an observation, or a part of one, was found to be. */
export interface ObservedValue {
  /** Of whatever type (R4 `value[x]`), or why there is none; undefined where neither was sent. */
  readonly valueText: string | undefined;
  readonly quantity: Quantity | undefined;
  readonly concept: CodeableConcept | undefined;
}

export const observedValue = (value: FhirObservationValue, { instance }: UkCoreServer): ObservedValue => {
  const concept = conceptOf(value.valueCodeableConcept, instance);
  const absent = conceptOf(value.dataAbsentReason, instance);
  const unsaid = absent === undefined ? undefined : `No value: ${absent.text}`;
  return {
    valueText: textOf(value, concept) ?? unsaid ?? (value.hasValue ? 'A value that cannot be shown here' : undefined),
    quantity: quantityOf(value.valueQuantity),
    concept,
  };
};
