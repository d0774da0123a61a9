export { openEmbedded } from './open-embedded';
export type { EmbeddedServer } from './open-embedded';
export { hasCluster } from './place';
