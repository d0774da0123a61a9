export { createBreakGlass } from './break-glass';
export type { BreakGlassMeans } from './break-glass';
