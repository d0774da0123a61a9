export { remoteKeys, verifyToken } from './token';
export type { TokenSettings, Verified } from './token';
export { purposeFor, refusalOf, ROLE_TABLE, rolePolicy, SEES_RESTRICTED } from './policy';
export type { Policy, RolePolicy } from './policy';
export { maskAnswer, maskPractice, worksOn } from './masking';
export type { Masked } from './masking';
export { developmentKeys, developmentSettings, isProduction, issueDevelopmentToken } from './development';
export type { DevelopmentKeys, DevelopmentTokenRequest } from './development';
