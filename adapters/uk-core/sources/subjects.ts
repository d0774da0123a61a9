import { z } from 'zod';
import { hospitalNumberSystem } from '../../../schema/identifiers';
import { fhirIdentifier } from '../../wire/fhir/values';
import { patient as namedPatient } from '../fhir/patient';
import { extensions, identifierOf } from '../fhir/elements';
import { includedOf, localReference } from './reading';
import { registeredAs, valuesUnder, type WhoTheyAre } from './same-person';
import type { SubjectOfRecord } from '../../../schema/clinical/encounter';
import type { Identifier } from '../../../schema/clinical/values';
import type { FhirReference } from '../../wire/fhir/values';
import type { UkCoreServer, Searched } from '../server';

/** With what the identity rules ask for. What of that cannot be read is not said: the numbers still name the person. */
const patient = namedPatient.extend({
  identifier: z.array(fhirIdentifier.extend({ extension: extensions.catch([]) })).default([]),
  birthDate: z.string().optional().catch(undefined),
});

export const identifierKey = ({ system, value }: Identifier): string => `${system}|${value}`;

/** Whom a search's resources are about. */
export interface Subjects {
  /** Every identifier that the answer gives for the person: those of the reference and of the included Patient. */
  identifiersOf(reference: FhirReference | undefined): readonly Identifier[];
  /** What the answer gives for the identity rules to join the person by. */
  whoIs(reference: FhirReference | undefined): WhoTheyAre;
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
  const patientOf = (reference: FhirReference | undefined) =>
    reference?.reference === undefined ? undefined : patients.get(localReference(reference.reference));
  const identifiersOf = (reference: FhirReference | undefined): readonly Identifier[] =>
    distinct(
      [...(reference?.identifier ? [reference.identifier] : []), ...(patientOf(reference)?.identifier ?? [])].flatMap(
        (identifier) => identifierOf(identifier) ?? [],
      ),
    );
  return {
    identifiersOf,
    whoIs: (reference) => ({
      ...registeredAs(patientOf(reference) ?? { identifier: [] }, { organisation }),
      // A reference may name a number that its Patient does not.
      hospitalNumbers: valuesUnder(own, identifiersOf(reference)),
    }),
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
