export { createPrivacyDirectives } from './privacy-directives';
export type { PrivacyMeans } from './privacy-directives';
