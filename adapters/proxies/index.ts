export { createProxies } from './proxies';
export type { ProxiesMeans } from './proxies';
