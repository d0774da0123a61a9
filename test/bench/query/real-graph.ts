import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openInstallation } from '../installation';
import { callerOf } from './load';
import { costOf, median } from './measure';

interface Ready {
  readonly url: string;
  readonly token: string;
  readonly ward: string;
}

const QUERIES = join(__dirname, '../../../docs/queries');

const kept = (name: string, variables: object): string =>
  JSON.stringify({ query: readFileSync(join(QUERIES, `${name}.graphql`), 'utf8'), variables });

const LOOK_UP = 'query LookUp($n: NhsNumber!) { patient(nhsNumber: $n) { id name { text } birthDate } }';

const WARD_LIST = /* GraphQL */ `
  query WardList($wards: [ID!]!, $codes: [CodingInput!]!) {
    encounters(filter: { wards: $wards }, first: 50) {
      nodes {
        bed {
          name
          status
          sex
        }
        patient {
          name {
            text
          }
          birthDate
          latestObservations {
            nodes {
              code {
                text
              }
              valueText
            }
            completeness {
              status
            }
          }
          latestResults(codes: $codes) {
            nodes {
              valueText
            }
            completeness {
              status
            }
          }
          flags {
            nodes {
              code {
                text
              }
            }
            completeness {
              status
            }
          }
        }
      }
      completeness {
        status
      }
    }
  }
`;

const WARM_UP = 60;
const ROUNDS = 5;
const REQUESTS = 20;

/** One request after another, each so much later than the last that no cache answers it. */
const askInTurn = async (times: number, asks: () => Promise<unknown>): Promise<void> => {
  for (let time = 0; time < times; time += 1) await asks();
};

const IDLE_SECONDS = 10;

export interface RealCosts {
  /** Milliseconds of CPU per request of Causeway's whole process; the simulators and the database are others. */
  readonly perRequest: ReadonlyMap<string, number>;
  /** Milliseconds of CPU a second while nobody asks: audit rows are sealed, feeds and lists of tasks and visits watched. */
  readonly idlePerSecond: number;
}

export const measureRealGraph = async (say: (line: string) => void): Promise<RealCosts> => {
  const installation = await openInstallation(join(__dirname, 'real-process.ts'));
  try {
    say('The real graph is starting.');
    const hospital = await installation.start('hospital');
    const gateway = await installation.start('gateway');
    const { url, token, ward } = gateway.ready as Ready;
    const caller = callerOf(url, { authorization: `Bearer ${token}` });
    const codes = [{ code: '1107751000000106' }];
    const bodies = new Map([
      ['patient header (kept query 1)', kept('01-patient-header', { nhsNumber: '9990000018' })],
      ['ward list of 30', JSON.stringify({ query: WARD_LIST, variables: { wards: [ward], codes } })],
      ['small look-up', JSON.stringify({ query: LOOK_UP, variables: { n: '9990000018' } })],
    ]);
    const costs = new Map<string, number>();
    for (const [name, body] of bodies) {
      const answer = await caller.ask(body);
      if ('errors' in (JSON.parse(answer) as object)) throw new Error(`The real graph answers ${name} with errors`);
      const asks = async (): Promise<void> => {
        for (const part of [hospital, gateway]) await part.later();
        await caller.ask(body);
      };
      await askInTurn(WARM_UP, asks);
      const rounds: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        rounds.push(await costOf(gateway, REQUESTS, () => askInTurn(REQUESTS, asks)));
      costs.set(name, median(rounds));
      say(`${name}: measured.`);
    }
    const idlePerSecond = await costOf(gateway, IDLE_SECONDS, () => sleep(IDLE_SECONDS * 1_000));
    await caller.close();
    return { perRequest: costs, idlePerSecond };
  } finally {
    await installation.end();
  }
};
