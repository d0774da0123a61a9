import { conceptOf, oneOf, partyOf, quantityOf, quantityText, stated } from '../fhir/elements';
import { observation, type FhirObservation, type FhirObservationValue } from '../fhir/observation';
import { NotFhir } from '../../../wire/fhir/not-fhir';
import { askPeople, codesOf, during } from './people';
import type { Selection } from '../../../../schema/capabilities';
import type { Observation, ObservationStatus } from '../../../../schema/clinical/observation';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { PersonSource } from '../../../contract';
import type { Nervecentre, Query } from '../search';

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

/** `$lastn` groups by code: the newest n of each, which is never fewer than the newest n of all. */
export const newestOrAll = ({ latest }: Selection): { readonly what: string; readonly query: Query } =>
  latest === undefined
    ? { what: 'Observation', query: { _sort: '-date' } }
    : { what: 'Observation/$lastn', query: { max: String(latest) } };

const valueOf = (value: FhirObservationValue, { instance }: Nervecentre) => {
  const quantity = quantityOf(value.valueQuantity);
  const concept = conceptOf(value.valueCodeableConcept, instance);
  const spoken = value.valueBoolean === undefined ? undefined : value.valueBoolean ? 'Yes' : 'No';
  const text = quantity === undefined ? concept?.text : quantityText(quantity);
  const valueText = text ?? value.valueString ?? value.valueInteger?.toString() ?? spoken;
  return { valueText, quantity, concept };
};

const observationOf = (resource: FhirObservation, source: RecordSource, nervecentre: Nervecentre): Observation => {
  const code = conceptOf(resource.code, nervecentre.instance);
  if (code === undefined) throw new NotFhir('Observation.code holds neither text nor code');
  const components = resource.component.flatMap((component) => {
    const named = conceptOf(component.code, nervecentre.instance);
    const { valueText, quantity } = valueOf(component, nervecentre);
    return named === undefined || valueText === undefined ? [] : [stated({ code: named, valueText, quantity })];
  });
  return stated({
    key: `${nervecentre.organisation}|${resource.id}`,
    source,
    status: observationStatus(resource.status),
    code,
    effective: resource.effectiveDateTime,
    ...valueOf(resource, nervecentre),
    performer: partyOf(resource.performer[0]),
    components,
  });
};

/** Vital signs; scores only where their codes are asked for, because early warning answers for them. */
export const observationsOfPeople =
  (nervecentre: Nervecentre): PersonSource<'observations'> =>
  (people, selection, ask) => {
    const { what, query } = newestOrAll(selection);
    const code = codesOf(selection);
    return askPeople(
      nervecentre,
      people,
      {
        what,
        query: {
          ...query,
          ...during('date', selection),
          ...(code === undefined ? { category: 'vital-signs' } : { code }),
          _include: 'Observation:patient',
        },
        schema: observation,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) => observationOf(resource, source, nervecentre),
      },
      ask,
    );
  };
