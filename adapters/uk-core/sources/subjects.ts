import { hospitalNumberSystem } from '../../../schema/identifiers';
import { patient } from '../fhir/patient';
import { identifierOf } from '../fhir/elements';
import { includedOf, localReference } from './reading';
import type { SubjectOfRecord } from '../../../schema/clinical/encounter';
import type { Identifier } from '../../../schema/clinical/values';
import type { FhirReference } from '../../wire/fhir/values';
import type { UkCoreServer, Searched } from '../server';

export const identifierKey = ({ system, value }: Identifier): string => `${system}|${value}`;

/** Whom a search's resources are about. */
export interface Subjects {
  /** Every identifier that the answer gives for the person: those of the reference and of the included Patient. */
  identifiersOf(reference: FhirReference | undefined): readonly Identifier[];
  subjectOf(reference: FhirReference | undefined): SubjectOfRecord;
}

const distinct = (identifiers: readonly Identifier[]): readonly Identifier[] => [
  ...new Map(identifiers.map((identifier) => [identifierKey(identifier), identifier])).values(),
];

export const subjectsOf = (
  searched: Pick<Searched, 'matches' | 'included'>,
  { instance, organisation }: Pick<UkCoreServer, 'instance' | 'organisation'>,
): Subjects => {
  const patients = includedOf(searched, 'Patient', patient);
  const own = hospitalNumberSystem(organisation);
  const identifiersOf = (reference: FhirReference | undefined): readonly Identifier[] => {
    const included = reference?.reference === undefined ? undefined : patients.get(localReference(reference.reference));
    return distinct(
      [...(reference?.identifier ? [reference.identifier] : []), ...(included?.identifier ?? [])].flatMap(
        (identifier) => identifierOf(identifier) ?? [],
      ),
    );
  };
  return {
    identifiersOf,
    // The record id is the one this instance's own feed uses: the hospital number under its system.
    subjectOf: (reference) => {
      const identifiers = identifiersOf(reference);
      const number = identifiers.find(({ system }) => system === own);
      return {
        identifiers,
        ...(number === undefined ? {} : { record: { instance, recordId: identifierKey(number) } }),
      };
    },
  };
};
