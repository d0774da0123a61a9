export { issuerKeys } from './issuer-keys';
export { verifyToken } from './token';
export type { Issuer, TokenSettings, Verified } from './token';
export {
  listRefusalOf,
  purposeFor,
  refusalOf,
  relationshipsFor,
  ROLE_TABLE,
  rolePolicy,
  SEES_RESTRICTED,
} from './policy';
export type { Asker, Policy, RolePolicy } from './policy';
export {
  DISSENT_WARNING,
  dissentHolds,
  isUnsaid,
  KNOW_OF_VERY_RESTRICTED,
  LABEL_WARNING,
  labelMasks,
  labelOn,
  SEAL_WARNING,
  SEALABLE,
  sealOn,
  valuesAreMasked,
  type MayBeCopiesOf,
  type MayHaveHeld,
  type RecordAt,
} from './confidentiality';
export type { Hold } from './confidentiality';
export { maskAnswer, maskPractice, worksOn } from './masking';
export type { Masked } from './masking';
export { developmentKeys, developmentSettings, issueDevelopmentToken } from './development';
export type { DevelopmentKeys, DevelopmentTokenRequest } from './development';
