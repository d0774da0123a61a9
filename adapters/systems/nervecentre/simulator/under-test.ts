import { fixedClock, type Clock } from '../../../../schema/clock';
import { hospitalNumberSystem, type InstanceName, type NhsNumber, type OdsCode } from '../../../../schema/identifiers';
import { openLivingHospital } from '../../../simulation/living';
import { nervecentre } from '..';
import { simulator } from '.';
import type { Ask } from '../../../../schema/capabilities';
import type { Answer } from '../../../../schema/answer';
import type { PersonIdentity } from '../../../../schema/clinical/person';
import type { Instant } from '../../../../schema/time';
import { unabandoned } from '../../../../schema/unabandoned';
import type { LivingHospital, SimPerson } from '../../../simulation/hospital';
import type { RunningSimulator } from '../../../simulation/simulator';

type Connection = ReturnType<typeof nervecentre.connect>;
type Means = Parameters<typeof nervecentre.connect>[1];

export const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;
export const RWE = 'RWE' as OdsCode;
export const RT5 = 'RT5' as OdsCode;

export const askOf = (clock: Clock, signal: AbortSignal = unabandoned()): Ask => ({
  viewer: {
    userId: '555000000001',
    name: 'Ann Ward',
    role: 'clinician',
    roleProfileId: 'UNK',
    organisation: RWE,
    organisationName: 'University Hospitals of Leicester',
    wards: [],
  },
  purpose: 'TREAT',
  client: 'test',
  operation: 'Test',
  requestId: 'request-1',
  deadline: clock.millis() + 5_000,
  signal,
  clock,
});

const noProjections: Means['projections'] = {
  forPeople: () => Promise.reject(new Error('Nervecentre is asked live')),
  forPlaces: () => Promise.reject(new Error('Nervecentre is asked live')),
  heardUntil: () => Promise.resolve(null),
};

/** A connection as the process makes one: settings through the schema, then opened. */
export const connectTo = (baseUrl: string, clock: Clock, instance: InstanceName, more: object = {}): Connection =>
  nervecentre.connect(nervecentre.config.parse({ baseUrl, clientId: 'causeway', clientSecret: 'synthetic', ...more }), {
    instance,
    clock,
    projections: noProjections,
  });

export interface UnderTest {
  readonly hospital: LivingHospital;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly running: RunningSimulator;
  readonly connection: Connection;
  readonly baseUrl: string;
  readonly ask: Ask;
  /** What was asked of the simulator since the last call, tokens left out. */
  asked(): readonly string[];
  close(): Promise<void>;
}

/** The real simulator of one organisation on a socket, over the seeded hospital with traffic off, and the adapter on it. */
export const openUnderTest = async (organisation: 'RWE' | 'RT5' = 'RWE', settings: object = {}): Promise<UnderTest> => {
  const clock = fixedClock(ANCHOR);
  const hospital = await openLivingHospital({ seed: 1, anchor: ANCHOR, clock, traffic: 'off' });
  const instance: InstanceName = `nervecentre@${organisation}`;
  const running = await simulator.start({ instance, hospital, port: 0, feeds: [], log: () => undefined });
  const baseUrl = `http://127.0.0.1:${running.port}`;
  const connection = connectTo(baseUrl, clock, instance, settings);
  let seen = 0;
  return {
    hospital,
    clock,
    running,
    connection,
    baseUrl,
    ask: askOf(clock),
    asked: () => {
      const all = running.asks().slice(seen);
      seen += all.length;
      return all.map(({ what }) => what).filter((what) => what !== 'POST oauth2/token');
    },
    close: async () => {
      await connection.close();
      await running.close();
      await hospital.close();
    },
  };
};

/** A person as the index would know them: verified when the PAS traced the number. */
export const identityOf = (person: SimPerson, also: readonly SimPerson[] = []): PersonIdentity => {
  const everyone = [person, ...also];
  const nhsNumber = everyone.find((each) => each.nhsNumber !== undefined)?.nhsNumber as NhsNumber | undefined;
  return {
    id: `id-${person.key}` as PersonIdentity['id'],
    mergedIds: [],
    ...(nhsNumber === undefined ? {} : { nhsNumber }),
    nhsNumberVerified: everyone.some(
      ({ nhsNumber: number, traceStatus }) => number !== undefined && traceStatus === '01',
    ),
    identifiers: everyone.flatMap(({ rweNumber, rt5Number }) => [
      ...(rweNumber === undefined ? [] : [{ system: hospitalNumberSystem('RWE'), value: rweNumber }]),
      ...(rt5Number === undefined ? [] : [{ system: hospitalNumberSystem('RT5'), value: rt5Number }]),
    ]),
    records: [],
    restricted: person.restricted,
    epoch: 0,
  };
};

/** The value of an answer that was found; fails the test otherwise. */
export const valueOf = <T>(answer: Answer<T> | undefined): T => {
  if (answer?.kind !== 'found') throw new Error(`Expected an answer that was found, not ${answer?.kind ?? 'none'}`);
  return answer.value;
};
