export { createShadow, SHADOW_LOSSES } from './shadow';
export type { Shadow, ShadowLoss, ShadowMeans } from './shadow';
export { SHADOW_SETTINGS } from './settings';
export type { RouteShadowing, ShadowSettings } from './settings';
export { differingKey } from './sealed-values';
