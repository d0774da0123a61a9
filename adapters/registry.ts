import type { AdapterKind } from './contract';
import type { Simulator } from './simulation/simulator';
import { nervecentre } from './systems/nervecentre';
import { simulator as nervecentreSimulator } from './systems/nervecentre/simulator';
import { pas } from './systems/pas';
import { simulator as pasSimulator } from './systems/pas/simulator';

/** A kind of system, its simulator, and the settings an instance needs to ask that simulator. */
export interface RegisteredKind {
  readonly kind: AdapterKind;
  readonly simulator: Simulator;
  readonly simulatedSettings: (host: string, port: number) => Readonly<Record<string, unknown>>;
}

const credentials = { clientId: 'causeway', clientSecret: 'simulated' };

/** Every kind of system: one folder, one line. */
export const KINDS: readonly RegisteredKind[] = [
  { kind: pas, simulator: pasSimulator, simulatedSettings: (queryHost, queryPort) => ({ queryHost, queryPort }) },
  {
    kind: nervecentre,
    simulator: nervecentreSimulator,
    simulatedSettings: (host, port) => ({ baseUrl: `http://${host}:${port}`, ...credentials }),
  },
];
