import { keyOfResource } from '../../../schema/record-key';
import { conceptOf, oneOf, partyOf, quantityOf, quantityText, stated } from '../fhir/elements';
import { observation, type FhirObservation, type FhirObservationValue } from '../fhir/observation';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { codesOf, during, newestAsked, newestOf } from './selection';
import type { Observation, ObservationStatus } from '../../../schema/clinical/observation';
import type { RecordSource } from '../../../schema/clinical/values';
import type { PersonSource } from '../../contract';
import type { FhirCodeableConcept } from '../../wire/fhir/values';
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

/** All marks as one: whether it is out of range may be said beside whether it has changed. */
const interpretationOf = (marks: readonly FhirCodeableConcept[], { instance }: UkCoreServer) => {
  const concepts = marks.flatMap((mark) => conceptOf(mark, instance) ?? []);
  const text = concepts.map((concept) => concept.text).join(', ');
  return concepts.length === 0 ? undefined : { text, codings: concepts.flatMap(({ codings }) => codings) };
};

const observationOf = (resource: FhirObservation, source: RecordSource, server: UkCoreServer): Observation => {
  const code = conceptOf(resource.code, server.instance);
  if (code === undefined) throw new NotFhir('Observation.code holds neither text nor code');
  const components = resource.component.flatMap((component) => {
    const named = conceptOf(component.code, server.instance);
    const { valueText, quantity } = valueOf(component, server);
    const interpretation = interpretationOf(component.interpretation, server);
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
    interpretation: interpretationOf(resource.interpretation, server),
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
