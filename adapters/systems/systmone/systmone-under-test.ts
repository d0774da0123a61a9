import { fixedClock, type Clock } from '../../../schema/clock';
import { hospitalNumberSystem, type InstanceName, type OdsCode } from '../../../schema/identifiers';
import { openLivingHospital } from '../../simulation/living';
import { systmOne } from '.';
import { simulatorWith } from './simulator';
import type { Ask } from '../../../schema/capabilities';
import type { Answer } from '../../../schema/answer';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { Instant } from '../../../schema/time';
import { unabandoned } from '../../../schema/unabandoned';
import type { Connection, Means } from '../../contract';
import type { LivingHospital } from '../../simulation/hospital';
import type { RunningSimulator } from '../../simulation/simulator';

export const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;
export const RT5 = 'RT5' as OdsCode;
const INSTANCE: InstanceName = 'systmone@RT5';

export const askOf = (clock: Clock): Ask => ({
  viewer: {
    userId: '555000000001',
    name: 'WARD Ann',
    role: 'nurse',
    roleProfileId: 'UNK',
    organisation: RT5,
    organisationName: 'Leicestershire Partnership',
    wards: [],
  },
  purpose: 'TREAT',
  client: 'test',
  operation: 'Test',
  requestId: 'request-1',
  deadline: clock.millis() + 5_000,
  signal: unabandoned(),
  clock,
});

const noProjections: Means['projections'] = {
  forPeople: () => Promise.reject(new Error('SystmOne is asked live')),
  forPlaces: () => Promise.reject(new Error('SystmOne is asked live')),
  heardUntil: () => Promise.resolve(null),
};

export interface UnderTest {
  readonly hospital: LivingHospital;
  readonly running: RunningSimulator;
  readonly connection: Connection;
  readonly ask: Ask;
  identity(key: string): PersonIdentity;
  /** What was asked of the simulator since the last call, tokens left out. */
  asked(): readonly string[];
  close(): Promise<void>;
}

type Quirks = Parameters<typeof simulatorWith>[0];

/** The real simulator on a socket, over the seeded hospital with traffic off, and the adapter on it. */
export const openUnderTest = async (quirks: Quirks = {}, settings: object = {}): Promise<UnderTest> => {
  const clock = fixedClock(ANCHOR);
  const hospital = await openLivingHospital({ seed: 1, anchor: ANCHOR, clock, traffic: 'off' });
  const running = await simulatorWith(quirks).start({
    instance: INSTANCE,
    hospital,
    port: 0,
    feeds: [],
    log: () => undefined,
  });
  const config = systmOne.config.parse({
    baseUrl: `http://127.0.0.1:${running.port}`,
    clientId: 'causeway',
    clientSecret: 'synthetic',
    ...settings,
  });
  const connection = systmOne.connect(config, { instance: INSTANCE, clock, projections: noProjections });
  let seen = 0;
  return {
    hospital,
    running,
    connection,
    ask: askOf(clock),
    identity: (key) => identityOf(hospital, key),
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

/** A person as the index would know them. */
const identityOf = (hospital: LivingHospital, key: string): PersonIdentity => {
  const person = hospital.current.people.find((each) => each.key === key);
  if (person === undefined) throw new Error(`There is no ${key}`);
  const { nhsNumber, traceStatus, rweNumber, rt5Number } = person;
  return {
    id: `id-${key}` as PersonIdentity['id'],
    mergedIds: [],
    ...(nhsNumber === undefined ? {} : { nhsNumber }),
    nhsNumberVerified: nhsNumber !== undefined && traceStatus === '01',
    identifiers: [
      ...(rweNumber === undefined ? [] : [{ system: hospitalNumberSystem('RWE'), value: rweNumber }]),
      ...(rt5Number === undefined ? [] : [{ system: hospitalNumberSystem('RT5'), value: rt5Number }]),
    ],
    birthDate: person.birthDate as unknown as NonNullable<PersonIdentity['birthDate']>,
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
