import { localVocabulary } from '../../../uk-core/vocabulary';

/** SystmOne's own codes and addresses (README), and the published ones that only it uses. */
const OWN = 'https://systmone.example';
export const LOCAL = localVocabulary(OWN);
export const ETHNIC_CATEGORY_EXTENSION = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory';

/** Who asks, for SystmOne's own audit trail (README). */
export const USER_CLAIMS_HEADER = 'x-user-claims';
