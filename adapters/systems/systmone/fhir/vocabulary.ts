import { localVocabulary } from '../../../uk-core/vocabulary';

/** SystmOne's own codes and addresses (README). */
const OWN = 'https://systmone.example';
export const LOCAL = localVocabulary(OWN);

/** Who asks, for SystmOne's own audit trail (README). */
export const USER_CLAIMS_HEADER = 'x-user-claims';
