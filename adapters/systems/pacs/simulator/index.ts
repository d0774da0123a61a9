import { startHttpSimulator, type HttpAsk } from '../../../simulation/http-simulator';
import type { RunningSimulator, Simulator, SimulatorOptions } from '../../../simulation/simulator';
import { respond, ROOT } from './respond';

/** `GET studies`, `GET studies/thumbnail`: without the UIDs. */
const whatOf = ({ method, path }: HttpAsk): string => {
  const parts = path.slice(ROOT.length + 1).split('/');
  return `${method} ${parts.filter((part) => !/^[\d.]+$/.test(part)).join('/')}`;
};

const start = async ({ hospital, port, log }: SimulatorOptions): Promise<RunningSimulator> => {
  const http = await startHttpSimulator({
    port,
    handle: (ask) => respond(ask, hospital.current),
    what: whatOf,
    millis: () => Date.parse(hospital.now()),
    log,
  });
  return {
    port: http.port,
    asks: http.asks,
    setFault: (fault) => void http.setFault(fault),
    settled: () => Promise.resolve(),
    close: () => http.close(),
  };
};

/** The picture archive of RWE: QIDO-RS and WADO-RS at `/dicomweb`. It has no feed. */
export const simulator: Simulator = { kind: 'pacs', start };
