import { fixedClock, type Clock } from '../../../schema/clock';
import { type InstanceName } from '../../../schema/identifiers';
import {
  ANCHOR,
  askedOf,
  askOf as askLive,
  bornOn,
  identityOf,
  noProjections,
  RT5,
} from '../../simulation/live-under-test';
import { openLivingHospital } from '../../simulation/living';
import { systmOne } from '.';
import { simulatorWith } from './simulator';
import type { Ask } from '../../../schema/capabilities';
import type { PersonIdentity } from '../../../schema/clinical/person';
import type { Connection } from '../../contract';
import type { LivingHospital } from '../../simulation/hospital';
import type { RunningSimulator } from '../../simulation/simulator';

export { ANCHOR, RT5, valueOf } from '../../simulation/live-under-test';
const INSTANCE: InstanceName = 'systmone@RT5';

/** Asked by a nurse of the community trust. */
export const askOf = (clock: Clock): Ask => {
  const ask = askLive(clock);
  const { viewer } = ask;
  return {
    ...ask,
    viewer: { ...viewer, role: 'nurse', organisation: RT5, organisationName: 'Leicestershire Partnership' },
  };
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
  return {
    hospital,
    running,
    connection,
    ask: askOf(clock),
    identity: (key) => knownOf(hospital, key),
    asked: askedOf(running),
    close: async () => {
      await connection.close();
      await running.close();
      await hospital.close();
    },
  };
};

/** A person as the index would know them. */
const knownOf = (hospital: LivingHospital, key: string): PersonIdentity => {
  const person = hospital.current.people.find((each) => each.key === key);
  if (person === undefined) throw new Error(`There is no ${key}`);
  return { ...identityOf(person), ...bornOn(person) };
};
