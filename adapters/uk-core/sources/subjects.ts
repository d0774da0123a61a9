import { z } from 'zod';
import { now } from '../../../schema/clock';
import { hospitalNumberSystem } from '../../../schema/identifiers';
import { fhirIdentifier } from '../../wire/fhir/values';
import { patient as namedPatient } from '../fhir/patient';
import { extensions, identifierOf, isPresent } from '../fhir/elements';
import { includedOf } from './reading';
import { localReference } from '../../wire/fhir/references';
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
  /** By what the answer names the person: identifiers of the reference and of the included Patient, none that is old. */
  identifiersOf(reference: FhirReference | undefined): readonly Identifier[];
  /** By what it says that they were named once. */
  formerOf(reference: FhirReference | undefined): readonly Identifier[];
  /** What the answer gives for the identity rules to join the person by. */
  whoIs(reference: FhirReference | undefined): WhoTheyAre;
  subjectOf(reference: FhirReference | undefined): SubjectOfRecord;
}

const distinct = (identifiers: readonly Identifier[]): readonly Identifier[] => [
  ...new Map(identifiers.map((identifier) => [identifierKey(identifier), identifier])).values(),
];

export const subjectsOf = (
  searched: Pick<Searched, 'matches' | 'included'>,
  { instance, organisation, clock }: Pick<UkCoreServer, 'instance' | 'organisation' | 'clock'>,
): Subjects => {
  const patients = includedOf(searched, 'Patient', patient);
  const own = hospitalNumberSystem(organisation);
  const patientOf = (reference: FhirReference | undefined) =>
    reference?.reference === undefined ? undefined : patients.get(localReference(reference.reference));
  const at = now(clock);
  const named = (reference: FhirReference | undefined, present: boolean): readonly Identifier[] =>
    distinct(
      [...(reference?.identifier ? [reference.identifier] : []), ...(patientOf(reference)?.identifier ?? [])]
        .filter((identifier) => isPresent(identifier, at) === present)
        .flatMap((identifier) => identifierOf(identifier) ?? []),
    );
  const identifiersOf = (reference: FhirReference | undefined): readonly Identifier[] => named(reference, true);
  return {
    identifiersOf,
    formerOf: (reference) => named(reference, false),
    whoIs: (reference) => ({
      ...registeredAs(patientOf(reference) ?? { identifier: [] }, { organisation, clock }),
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
