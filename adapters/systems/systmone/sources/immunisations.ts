import { keyOfResource } from '../../../../schema/record-key';
import { NotFhir } from '../../../wire/fhir/not-fhir';
import { conceptOf, oneOf, stated } from '../../../uk-core/fhir/elements';
import { immunization, type FhirImmunization } from '../fhir/care-record';
import type { PersonSource } from '../../../contract';
import type { Immunisation } from '../../../../schema/clinical/care-record';
import type { RecordSource } from '../../../../schema/clinical/values';
import type { UkCoreServer } from '../../../uk-core/server';

const immunisationOf = (resource: FhirImmunization, source: RecordSource, { instance }: UkCoreServer): Immunisation => {
  const vaccine = conceptOf(resource.vaccineCode, instance);
  if (vaccine === undefined) throw new NotFhir('Immunization.vaccineCode holds neither text nor code');
  return stated({
    key: keyOfResource(instance, resource),
    source,
    vaccine,
    occurred: resource.occurrenceDateTime,
    occurredText: resource.occurrenceString,
    status: oneOf(['completed', 'not-done', 'entered-in-error'], resource.status),
    doseNumber: resource.protocolApplied[0]?.doseNumberPositiveInt,
  });
};

export const immunisationsOfPeople =
  (systmone: UkCoreServer): PersonSource<'immunisations'> =>
  (people, _selection, ask) =>
    systmone.dialect.people.ask(
      systmone,
      people,
      {
        what: 'Immunization',
        query: {},
        schema: immunization,
        subject: ({ patient }) => patient,
        reader: () => (resource, source) => immunisationOf(resource, source, systmone),
      },
      ask,
    );
