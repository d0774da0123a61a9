export { createPrivacyDirectives } from './privacy-directives';
export type { PrivacyMeans } from './privacy-directives';
export { checkedReason } from './checked';
export { whosePrivacy } from './whose-privacy';
