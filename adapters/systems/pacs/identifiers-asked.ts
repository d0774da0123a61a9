import type { PersonIdentity } from '../../../schema/clinical/person';
import { hospitalNumberSystem, instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { hasWildcard } from '../../wire/dicomweb/qido';
import type { PacsConfig } from './config';

export interface Archive {
  /** IssuerOfPatientID of the trust's own numbers. */
  readonly issuer: string;
  readonly organisation: string;
}

export const archiveOf = ({ issuer }: PacsConfig, instance: InstanceName): Archive => {
  const { organisation } = instanceParts(instance);
  return { organisation, issuer: issuer ?? organisation };
};

/**
 * What each search matches a person by: every hospital number of the trust (a merge leaves two), with its issuer; then
 * a verified NHS number, as the study's own identifier and as a further one. An unverified number joins nobody.
 */
export const identifiersAsked = (
  { identifiers, nhsNumber, nhsNumberVerified }: PersonIdentity,
  { issuer, organisation }: Archive,
  { searchOtherPatientIds }: PacsConfig,
): readonly Readonly<Record<string, string>>[] => {
  const system = hospitalNumberSystem(organisation);
  const own = identifiers
    .filter((identifier) => identifier.system === system && !hasWildcard(identifier.value))
    .map(({ value }) => ({ PatientID: value, IssuerOfPatientID: issuer }));
  if (nhsNumber === undefined || !nhsNumberVerified) return own;
  const further = searchOtherPatientIds ? [{ 'OtherPatientIDsSequence.PatientID': nhsNumber }] : [];
  return [...own, { PatientID: nhsNumber }, ...further];
};
