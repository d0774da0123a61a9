import { NotFhir } from '../../../wire/fhir/not-fhir';
import { conceptOf, extensionOf, hasCode, oneOf, stated } from '../fhir/elements';
import { immunization, type FhirImmunization } from '../fhir/resources';
import { EXTENSION } from '../vocabulary';
import { areaOfPeople, type ReadingContext } from './area';
import type { Immunisation } from '../../../../schema/clinical/care-record';
import type { PersonSource } from '../../../contract';
import type { Practice } from '../practice';

/** v3 NullFlavor: the product was not recorded. */
const UNKNOWN = 'UNK';

const immunisationOf = (resource: FhirImmunization, { key, source, practice }: ReadingContext): Immunisation => {
  const procedure = extensionOf(resource.extension, EXTENSION.vaccinationProcedure)?.valueCodeableConcept;
  const product = hasCode(resource.vaccineCode, UNKNOWN) ? undefined : resource.vaccineCode;
  const vaccine = conceptOf(product, practice.instance) ?? conceptOf(procedure, practice.instance);
  if (vaccine === undefined) throw new NotFhir('Immunization names neither vaccine nor procedure');
  return stated({
    key,
    source,
    vaccine,
    occurred: resource.date,
    status: resource.notGiven ? ('not-done' as const) : oneOf(['completed', 'entered-in-error'], resource.status),
    doseNumber: resource.vaccinationProtocol[0]?.doseSequence,
  });
};

export const immunisationsOfPeople = (practice: Practice): PersonSource<'immunisations'> =>
  areaOfPeople(practice, 'immunisations', {
    type: 'Immunization',
    schema: immunization,
    subject: ({ patient }) => patient,
    read: immunisationOf,
  });
