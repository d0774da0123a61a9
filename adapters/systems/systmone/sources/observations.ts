import { conceptOf, oneOf, partyOf, quantityOf, quantityText, stated } from '../fhir/elements';
import { observation, type FhirObservation, type FhirObservationValue } from '../fhir/observation';
import { NotFhir } from '../../../wire/fhir/not-fhir';
import { askPeople, codesOf, during } from './people';
import type { Selection } from '../../../../schema/capabilities';
import type { Observation, ObservationStatus } from '../../../../schema/clinical/observation';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { PersonSource } from '../../../contract';
import type { SystmOne } from '../search';

const STATUSES = [
  'registered',
  'preliminary',
  'final',
  'amended',
  'corrected',
  'cancelled',
  'entered-in-error',
] as const satisfies readonly ObservationStatus[];
export const observationStatus = (status: string): ObservationStatus => oneOf(STATUSES, status);

/**
 * The newest n of each code: this facade has no `$lastn`, so all of the window is read. Never fewer than the newest n
 * of all.
 */
export const newestOf = <T extends { readonly effective: string }>(
  records: readonly T[],
  { latest }: Selection,
  codeOf: (record: T) => string,
): readonly T[] => {
  if (latest === undefined) return records;
  const taken = new Map<string, number>();
  return [...records]
    .sort((a, b) => b.effective.localeCompare(a.effective))
    .filter((record) => {
      const before = taken.get(codeOf(record)) ?? 0;
      taken.set(codeOf(record), before + 1);
      return before < latest;
    });
};

const valueOf = (value: FhirObservationValue, { instance }: SystmOne) => {
  const quantity = quantityOf(value.valueQuantity);
  const concept = conceptOf(value.valueCodeableConcept, instance);
  const spoken = value.valueBoolean === undefined ? undefined : value.valueBoolean ? 'Yes' : 'No';
  const text = quantity === undefined ? concept?.text : quantityText(quantity);
  const valueText = text ?? value.valueString ?? value.valueInteger?.toString() ?? spoken;
  return { valueText, quantity, concept };
};

const observationOf = (resource: FhirObservation, source: RecordSource, systmone: SystmOne): Observation => {
  const code = conceptOf(resource.code, systmone.instance);
  if (code === undefined) throw new NotFhir('Observation.code holds neither text nor code');
  const components = resource.component.flatMap((component) => {
    const named = conceptOf(component.code, systmone.instance);
    const { valueText, quantity } = valueOf(component, systmone);
    return named === undefined || valueText === undefined ? [] : [stated({ code: named, valueText, quantity })];
  });
  return stated({
    key: `${systmone.organisation}|${resource.id}`,
    source,
    status: observationStatus(resource.status),
    code,
    effective: resource.effectiveDateTime,
    ...valueOf(resource, systmone),
    performer: partyOf(resource.performer[0]),
    components,
  });
};

/** Vital signs; scores only where their codes are asked for, because early warning answers for them. */
export const observationsOfPeople =
  (systmone: SystmOne): PersonSource<'observations'> =>
  async (people, selection, ask) => {
    const code = codesOf(selection);
    const answers = await askPeople(
      systmone,
      people,
      {
        what: 'Observation',
        query: {
          _sort: '-date',
          ...during('date', selection),
          ...(code === undefined ? { category: 'vital-signs' } : { code }),
        },
        schema: observation,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) => observationOf(resource, source, systmone),
      },
      ask,
    );
    return answers.map((answer) =>
      answer.kind === 'found'
        ? {
            ...answer,
            value: newestOf(answer.value, selection, (record) => record.code.codings[0]?.code ?? record.code.text),
          }
        : answer,
    );
  };
