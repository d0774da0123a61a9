import { fixedClock, type Clock } from '../../../schema/clock';
import type { InstanceName } from '../../../schema/identifiers';
import {
  ANCHOR,
  askedOf,
  askOf,
  bornOn,
  identityOf as recordsOf,
  noProjections,
} from '../../simulation/live-under-test';
import { openLivingHospital } from '../../simulation/living';
import { gpConnect } from '.';
import { simulator } from './simulator';
import type { Ask } from '../../../schema/capabilities';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { Connection } from '../../contract';
import type { LivingHospital } from '../../simulation/hospital';
import type { RunningSimulator, Simulator } from '../../simulation/simulator';

export { ANCHOR, askOf, valueOf } from '../../simulation/live-under-test';
export const PRACTICE = 'C82999';

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
  return {
    hospital,
    clock,
    running,
    connection,
    baseUrl,
    ask: askOf(clock),
    identity: (key) => identityOf(hospital, key),
    asked: askedOf(running),
    close: async () => {
      await connection.close();
      await running.close();
      await hospital.close();
    },
  };
};

/** A person as the index would know them, with the practice that they are registered at. */
export const identityOf = (hospital: LivingHospital, key: string): PersonIdentity => {
  const person = hospital.current.people.find((each) => each.key === key);
  if (person === undefined) throw new Error(`There is no ${key}`);
  return { ...recordsOf(person), ...bornOn(person), generalPractice: person.practice };
};
