import type { AdapterKind } from './contract';
import type { Simulator } from './simulation/simulator';
import { gpConnect } from './systems/gp-connect';
import { simulator as gpConnectSimulator } from './systems/gp-connect/simulator';
import { lims } from './systems/lims';
import { simulator as limsSimulator } from './systems/lims/simulator';
import { nervecentre } from './systems/nervecentre';
import { simulator as nervecentreSimulator } from './systems/nervecentre/simulator';
import { pacs } from './systems/pacs';
import { simulator as pacsSimulator } from './systems/pacs/simulator';
import { pas } from './systems/pas';
import { simulator as pasSimulator } from './systems/pas/simulator';
import { ris } from './systems/ris';
import { simulator as risSimulator } from './systems/ris/simulator';
import { systmOne } from './systems/systmone';
import { simulator as systmOneSimulator } from './systems/systmone/simulator';

/** The settings an instance needs to ask its simulator at an address; nothing for a kind that is only heard. */
type SimulatedSettings = (host: string, port: number) => Readonly<Record<string, unknown>>;

/** A kind of system, its simulator, and how the one finds the other. */
export interface RegisteredKind {
  readonly kind: AdapterKind;
  readonly simulator: Simulator;
  readonly simulatedSettings: SimulatedSettings;
}

const query: SimulatedSettings = (queryHost, queryPort) => ({ queryHost, queryPort });
const fhir: SimulatedSettings = (host, port) => ({
  baseUrl: `http://${host}:${port}`,
  clientId: 'causeway',
  clientSecret: 'simulated',
});
const dicomweb: SimulatedSettings = (host, port) => ({ baseUrl: `http://${host}:${port}/dicomweb` });
const spine: SimulatedSettings = (host, port) => ({
  baseUrl: `http://${host}:${port}`,
  fromAsid: '200000000359',
  toAsid: '918999198993',
  issuer: 'https://causeway.example.nhs.uk',
});
const onlyHeard: SimulatedSettings = () => ({});

/** Every kind of system: one folder, one line. */
export const KINDS: readonly RegisteredKind[] = [
  { kind: pas, simulator: pasSimulator, simulatedSettings: query },
  { kind: nervecentre, simulator: nervecentreSimulator, simulatedSettings: fhir },
  { kind: lims, simulator: limsSimulator, simulatedSettings: onlyHeard },
  { kind: pacs, simulator: pacsSimulator, simulatedSettings: dicomweb },
  { kind: ris, simulator: risSimulator, simulatedSettings: onlyHeard },
  { kind: gpConnect, simulator: gpConnectSimulator, simulatedSettings: spine },
  { kind: systmOne, simulator: systmOneSimulator, simulatedSettings: fhir },
];
