export { createPrivacyDirectives } from './privacy-directives';
export type { PrivacyMeans } from './privacy-directives';
export { checkedReason } from './checked';
export { createOnRecord } from './on-record';
