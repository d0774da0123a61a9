import { fixedClock, type Clock } from '../../../schema/clock';
import { hospitalNumberSystem, type InstanceName, type OdsCode } from '../../../schema/identifiers';
import { openLivingHospital } from '../../simulation/living';
import { gpConnect } from '.';
import { simulator } from './simulator';
import type { Ask } from '../../../schema/capabilities';
import type { Answer } from '../../../schema/answer';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { Instant } from '../../../schema/time';
import { unabandoned } from '../../../schema/unabandoned';
import type { Connection, Means } from '../../contract';
import type { LivingHospital } from '../../simulation/hospital';
import type { RunningSimulator, Simulator } from '../../simulation/simulator';

export const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;
export const PRACTICE = 'C82999';

export const askOf = (clock: Clock, more: Partial<Ask> = {}): Ask => ({
  viewer: {
    userId: '555000000001',
    name: 'WARD Ann',
    role: 'clinician',
    roleProfileId: '555000000002',
    organisation: 'RWE' as OdsCode,
    organisationName: 'University Hospitals of Leicester',
    wards: [],
  },
  purpose: 'TREAT',
  client: 'test',
  operation: 'Test',
  requestId: 'request-1',
  deadline: clock.millis() + 5_000,
  signal: unabandoned(),
  clock,
  ...more,
});

const noProjections: Means['projections'] = {
  forPeople: () => Promise.reject(new Error('A practice is asked live')),
  forPlaces: () => Promise.reject(new Error('A practice is asked live')),
  heardUntil: () => Promise.resolve(null),
};

/** A connection as the process makes one: settings through the schema, then opened. */
export const connectTo = (
  baseUrl: string,
  clock: Clock,
  instance: InstanceName = `gp-connect@${PRACTICE}`,
): Connection =>
  gpConnect.connect(
    gpConnect.config.parse({
      baseUrl,
      fromAsid: '200000000359',
      toAsid: '918999198993',
      issuer: 'https://causeway.example.nhs.uk',
    }),
    { instance, clock, projections: noProjections },
  );

export interface UnderTest {
  readonly hospital: LivingHospital;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly running: RunningSimulator;
  readonly connection: Connection;
  readonly baseUrl: string;
  readonly ask: Ask;
  identity(key: string): PersonIdentity;
  /** What was asked of the simulator since the last call. */
  asked(): readonly string[];
  close(): Promise<void>;
}

/** The real simulator of one practice on a socket, over the seeded hospital with traffic off, and the adapter on it. */
export const openUnderTest = async (practice = PRACTICE, like: Simulator = simulator): Promise<UnderTest> => {
  const clock = fixedClock(ANCHOR);
  const hospital = await openLivingHospital({ seed: 1, anchor: ANCHOR, clock, traffic: 'off' });
  const instance: InstanceName = `gp-connect@${practice}`;
  const running = await like.start({ instance, hospital, port: 0, feeds: [], log: () => undefined });
  const baseUrl = `http://127.0.0.1:${running.port}`;
  const connection = connectTo(baseUrl, clock, instance);
  let seen = 0;
  return {
    hospital,
    clock,
    running,
    connection,
    baseUrl,
    ask: askOf(clock),
    identity: (key) => identityOf(hospital, key),
    asked: () => {
      const all = running.asks().slice(seen);
      seen += all.length;
      return all.map(({ what }) => what);
    },
    close: async () => {
      await connection.close();
      await running.close();
      await hospital.close();
    },
  };
};

/** A person as the index would know them. */
export const identityOf = (hospital: LivingHospital, key: string): PersonIdentity => {
  const person = hospital.current.people.find((each) => each.key === key);
  if (person === undefined) throw new Error(`There is no ${key}`);
  const { nhsNumber, traceStatus, rweNumber } = person;
  return {
    id: `id-${key}` as PersonIdentity['id'],
    mergedIds: [],
    ...(nhsNumber === undefined ? {} : { nhsNumber }),
    nhsNumberVerified: nhsNumber !== undefined && traceStatus === '01',
    identifiers: rweNumber === undefined ? [] : [{ system: hospitalNumberSystem('RWE'), value: rweNumber }],
    birthDate: person.birthDate as unknown as NonNullable<PersonIdentity['birthDate']>,
    generalPractice: person.practice,
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
