import { fixedClock, type Clock } from '../../../../schema/clock';
import type { InstanceName } from '../../../../schema/identifiers';
import { ANCHOR, askedOf, askOf, noProjections } from '../../../simulation/live-under-test';
import { openLivingHospital } from '../../../simulation/living';
import { nervecentre } from '..';
import { simulator } from '.';
import type { Ask } from '../../../../schema/capabilities';
import type { LivingHospital } from '../../../simulation/hospital';
import type { RunningSimulator } from '../../../simulation/simulator';

type Connection = ReturnType<typeof nervecentre.connect>;

export { ANCHOR, askOf, identityOf, RT5, RWE, valueOf } from '../../../simulation/live-under-test';

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
  return {
    hospital,
    clock,
    running,
    connection,
    baseUrl,
    ask: askOf(clock),
    asked: askedOf(running),
    close: async () => {
      await connection.close();
      await running.close();
      await hospital.close();
    },
  };
};
