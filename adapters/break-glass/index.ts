export { BREAK_GLASS_MINUTES, createBreakGlass } from './break-glass';
export type { BreakGlassMeans } from './break-glass';
