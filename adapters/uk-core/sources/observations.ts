import { keyOfResource } from '../../../schema/record-key';
import { conceptOf, conceptOfAll, oneOf, partyOf, quantityOf, quantityText, stated } from '../fhir/elements';
import { observation, type FhirObservation, type FhirObservationValue } from '../fhir/observation';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { codesOf, during, newestAsked, newestOf } from './selection';
import type { Observation, ObservationStatus } from '../../../schema/clinical/observation';
import type { RecordSource } from '../../../schema/clinical/values';
import type { PersonSource } from '../../contract';
import type { UkCoreServer } from '../server';

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

const valueOf = (value: FhirObservationValue, { instance }: UkCoreServer) => {
  const quantity = quantityOf(value.valueQuantity);
  const concept = conceptOf(value.valueCodeableConcept, instance);
  const spoken = value.valueBoolean === undefined ? undefined : value.valueBoolean ? 'Yes' : 'No';
  const text = quantity === undefined ? concept?.text : quantityText(quantity);
  const valueText = text ?? value.valueString ?? value.valueInteger?.toString() ?? spoken;
  return { valueText, quantity, concept };
};

const observationOf = (resource: FhirObservation, source: RecordSource, server: UkCoreServer): Observation => {
  const code = conceptOf(resource.code, server.instance);
  if (code === undefined) throw new NotFhir('Observation.code holds neither text nor code');
  const components = resource.component.flatMap((component) => {
    const named = conceptOf(component.code, server.instance);
    const { valueText, quantity } = valueOf(component, server);
    const interpretation = conceptOfAll(component.interpretation, server.instance);
    return named === undefined || valueText === undefined
      ? []
      : [stated({ code: named, valueText, quantity, interpretation })];
  });
  return stated({
    key: keyOfResource(server.instance, resource),
    source,
    status: observationStatus(resource.status),
    code,
    effective: resource.effectiveDateTime,
    ...valueOf(resource, server),
    // Whether it is out of range may be said beside whether it has changed.
    interpretation: conceptOfAll(resource.interpretation, server.instance),
    performer: partyOf(resource.performer[0]),
    components,
  });
};

/** Vital signs; scores only where their codes are asked for, because early warning answers for them. */
export const observationsOfPeople =
  (server: UkCoreServer): PersonSource<'observations'> =>
  async (people, selection, ask) => {
    const { what, query } = newestAsked(server, selection);
    const code = codesOf(selection);
    const answers = await server.dialect.people.ask(
      server,
      people,
      {
        what,
        query: {
          ...query,
          ...during('date', selection),
          ...(code === undefined ? { category: 'vital-signs' } : { code }),
        },
        schema: observation,
        subject: ({ subject }) => subject,
        reader: () => (resource, source) => observationOf(resource, source, server),
      },
      ask,
    );
    const codeOf = (record: Observation): string => record.code.codings[0]?.code ?? record.code.text;
    return answers.map((answer) =>
      answer.kind === 'found' ? { ...answer, value: newestOf(server, answer.value, selection, codeOf) } : answer,
    );
  };
