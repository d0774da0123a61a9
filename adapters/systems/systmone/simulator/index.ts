import { instanceParts, parseOdsCode } from '../../../../schema/identifiers';
import { startFhirServer } from '../../../simulation/uk-core/front-door';
import { holdingsOf } from '../../../simulation/uk-core/holdings';
import { heldBy, spellsOf } from '../../../simulation/held';
import { LOCAL } from '../fhir/vocabulary';
import { respond, type Quirks } from './respond';
import type { RunningSimulator, Simulator } from '../../../simulation/simulator';

/** A SystmOne with something wrong with it, for tests of what then becomes of its answers. */
export const simulatorWith = (quirks: Quirks): Simulator => ({
  kind: 'systmone',
  start: async (options): Promise<RunningSimulator> => {
    const organisation = parseOdsCode(instanceParts(options.instance).organisation);
    if (organisation === null) throw new TypeError('A SystmOne simulator belongs to an organisation: systmone@RT5');
    const { hospital } = options;
    const held = heldBy(options);
    const spells = spellsOf(options);
    const http = await startFhirServer(options, (ask) =>
      respond(ask, holdingsOf(held(), organisation, hospital.now(), LOCAL), { ...quirks, units: spells }),
    );
    return {
      port: http.port,
      asks: http.asks,
      setFault: (fault) => void http.setFault(fault),
      settled: () => Promise.resolve(),
      close: () => http.close(),
    };
  },
});

/** SystmOne of a community trust: FHIR R4 UK Core at `/fhir/R4`, tokens at `/oauth2/token`. */
export const simulator: Simulator = simulatorWith({});
