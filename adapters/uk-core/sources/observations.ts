import { keyOfResource } from '../../../schema/record-key';
import { conceptOf, conceptOfAll, oneOf, partyOf, stated } from '../fhir/elements';
import { observation, type FhirObservation } from '../fhir/observation';
import { NotFhir } from '../../wire/fhir/not-fhir';
import { observedValue } from './observed-value';
import { codesOf, during, newestAsked, newestOf } from './selection';
import { whatIsRead, type Observation, type ObservationStatus } from '../../../schema/clinical/observation';
import type { CodeableConcept, RecordSource } from '../../../schema/clinical/values';
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

const UNNAMED: CodeableConcept = { text: 'Part without a name', codings: [] };

const observationOf = (resource: FhirObservation, source: RecordSource, server: UkCoreServer): Observation => {
  const code = conceptOf(resource.code, server.instance);
  if (code === undefined) throw new NotFhir('Observation.code holds neither text nor code');
  const components = resource.component.map((component) => {
    const { valueText, quantity } = observedValue(component, server);
    return stated({
      code: conceptOf(component.code, server.instance) ?? UNNAMED,
      valueText: valueText ?? 'No value',
      quantity,
      interpretation: conceptOfAll(component.interpretation, server.instance),
    });
  });
  return stated({
    key: keyOfResource(server.instance, resource),
    source,
    status: observationStatus(resource.status),
    code,
    effective: resource.effective,
    ...observedValue(resource, server),
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
    return answers.map((answer) =>
      answer.kind === 'found' ? { ...answer, value: newestOf(server, answer.value, selection, whatIsRead) } : answer,
    );
  };
