import type { Sources } from '../../adapters/contract';
import { startHttpSimulator } from '../../adapters/simulation/http-simulator';
import type { HttpAsk, HttpReply } from '../../adapters/simulation/http-simulator';
import type { LivingHospital, SimPerson } from '../../adapters/simulation/hospital';
import * as acute from '../../adapters/systems/nervecentre/simulator/under-test';
import * as community from '../../adapters/systems/systmone/systmone-under-test';
import type { Ask, PersonCapability } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { hospitalNumberSystem } from '../../schema/identifiers';

/** A FHIR server that is asked about one person and answers about others: nothing of it is theirs, and no list is whole. */

const ASKED = 'p001';

interface Misled {
  readonly people: Sources['people'];
  readonly asked: PersonIdentity;
  readonly ask: Ask;
  /** Records handed over since the last call. */
  handed(): number;
  close(): Promise<void>;
}

interface Bundle {
  readonly entry?: readonly { readonly search?: { readonly mode?: string } }[];
}

/** Stands before a simulator, and asks it what `instead` makes of each ask. */
const startBefore = async (baseUrl: () => string, instead: (ask: HttpAsk) => URLSearchParams) => {
  let handed = 0;
  const handle = async (ask: HttpAsk): Promise<HttpReply> => {
    const { method, path, headers, body, query } = ask;
    const kept = Object.entries(headers).filter(([name]) => /^(authorization|content-type|x-.*)$/.test(name));
    const answer = await fetch(`${baseUrl()}${path}?${instead(ask).toString()}`, {
      method,
      headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
      ...(method === 'POST' && { body: new Uint8Array(body) }),
    });
    // Links to further pages lead through here, too.
    const sent: unknown = JSON.parse((await answer.text()).replaceAll(baseUrl(), `http://127.0.0.1:${server.port}`));
    if (query.has('patient') || query.has('patient.identifier'))
      handed += ((sent as Bundle).entry ?? []).filter(({ search }) => search?.mode === 'match').length;
    return { status: answer.status, contentType: answer.headers.get('content-type') ?? '', body: sent };
  };
  const server = await startHttpSimulator({ port: 0, millis: () => 0, log: () => undefined, handle });
  return {
    baseUrl: `http://127.0.0.1:${server.port}`,
    handed: () => {
      const since = handed;
      handed = 0;
      return since;
    },
    close: () => server.close(),
  };
};

const othersOf = ({ current }: LivingHospital): readonly SimPerson[] =>
  current.people.filter(({ key, nhsNumber }) => key !== ASKED && nhsNumber !== undefined).slice(0, 80);

/** Nervecentre is asked by identifier. */
const misledNervecentre = async (): Promise<Misled> => {
  const under = await acute.openUnderTest();
  const others = othersOf(under.hospital).flatMap(({ rweNumber }) =>
    rweNumber === undefined ? [] : [`${hospitalNumberSystem('RWE')}|${rweNumber}`],
  );
  const before = await startBefore(
    () => under.baseUrl,
    ({ query }) => {
      if (query.has('patient.identifier')) query.set('patient.identifier', others.join(','));
      return query;
    },
  );
  const connection = acute.connectTo(before.baseUrl, under.clock, 'nervecentre@RWE');
  const asked = under.hospital.current.people.find(({ key }) => key === ASKED);
  if (asked === undefined) throw new Error(`There is no ${ASKED}`);
  return {
    ...{ people: connection.sources.people, asked: acute.identityOf(asked), ask: under.ask, handed: before.handed },
    close: async () => {
      await connection.close();
      await before.close();
      await under.close();
    },
  };
};

/** SystmOne is asked by the Patient, once that was found. */
const misledSystmOne = async (): Promise<Misled> => {
  let port = 0;
  let others: readonly string[] = [];
  const before = await startBefore(
    () => `http://127.0.0.1:${port}`,
    ({ query }) => {
      if (query.has('patient')) query.set('patient', others.join(','));
      return query;
    },
  );
  const under = await community.openUnderTest({}, { baseUrl: before.baseUrl });
  port = under.running.port ?? 0;
  others = othersOf(under.hospital).flatMap(({ rt5Number }) =>
    rt5Number === undefined ? [] : [`Patient/${rt5Number}`],
  );
  return {
    ...{ people: under.connection.sources.people, asked: under.identity(ASKED), ask: under.ask, handed: before.handed },
    close: async () => {
      await under.close();
      await before.close();
    },
  };
};

describe.each([
  ['Nervecentre', misledNervecentre],
  ['SystmOne', misledSystmOne],
] as const)('%s, answering about somebody else', (_, start) => {
  test('has nothing of the person asked about, and no whole answer', async () => {
    const { people, asked, ask, handed, close } = await start();
    try {
      const told: Record<string, unknown> = {};
      for (const capability of Object.keys(people) as PersonCapability[]) {
        // A person's own Patient is what is asked for: there is no other to be misled to.
        if (capability === 'demographics') continue;
        handed();
        const [answer] = (await people[capability]?.([asked], {}, ask)) ?? [];
        if (handed() === 0) continue;
        told[capability] = answer?.kind === 'found' ? [answer.value, answer.complete] : answer?.kind;
      }
      expect(Object.keys(told).length).toBeGreaterThan(4);
      expect(told).toEqual(Object.fromEntries(Object.keys(told).map((capability) => [capability, [[], false]])));
    } finally {
      await close();
    }
  });
});
