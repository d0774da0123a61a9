import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { fixedClock } from '../../../schema/clock';
import { openLivingHospital } from '../../simulation/living';
import { parseMessage } from '../../wire/hl7v2/parse';
import { ANCHOR } from './simulator/under-test';
import { nervecentreProfile } from './profiles';
import { simulator } from './simulator';
import { translate } from './translate';
import type { Hl7Message } from '../../wire/hl7v2/message';
import type { InstanceName } from '../../../schema/identifiers';

const read = (text: string): Hl7Message => {
  const parsed = parseMessage(text);
  if (parsed.kind !== 'message') throw new Error(parsed.reason);
  return parsed.message;
};
const profileOf = (message: Hl7Message) => nervecentreProfile(message.msh.text(4) === 'RT5' ? 'RT5' : 'RWE');

const folder = join(__dirname, 'samples');
const samples = readdirSync(folder).filter((name) => name.endsWith('.hl7'));

test.each(samples)('%s says what is written beside it, every time', (name) => {
  const message = read(readFileSync(join(folder, name), 'utf8'));
  const expected: unknown = JSON.parse(readFileSync(join(folder, name.replace('.hl7', '.json')), 'utf8'));
  const translation = translate(message, profileOf(message));
  expect(translation).toEqual({ kind: 'events', events: expected, notes: [] });
  expect(translate(message, profileOf(message))).toEqual(translation);
});

test('what it does not send is refused', () => {
  const admit = readFileSync(join(folder, 'a01-admit.hl7'), 'utf8');
  const booking = read(admit.replace('ADT^A01^ADT_A01', 'SIU^S12^SIU_S12'));
  expect(translate(booking, profileOf(booking))).toMatchObject({ kind: 'refused', refusal: { hl7: '200' } });
  const unknown = read(admit.replace('ADT^A01^ADT_A01', 'ADT^A99^ADT_A99'));
  expect(translate(unknown, profileOf(unknown))).toMatchObject({ kind: 'refused', refusal: { hl7: '201' } });
});

describe('the feed', () => {
  let server: Server;
  let heard: string[];
  beforeEach(async () => {
    heard = [];
    server = createServer((socket) => {
      let waiting = '';
      socket.setEncoding('utf8').on('data', (text: string) => {
        waiting += text;
        const frames = waiting.split('\x1c\r');
        waiting = frames.pop() ?? '';
        for (const frame of frames) {
          const text = frame.replace('\x0b', '');
          heard.push(text);
          const { controlId } = read(text);
          socket.write(`\x0bMSH|^~\\&|C|C|NC|RWE|20261120||ACK|1|P|2.4\rMSA|AA|${controlId}\r\x1c\r`);
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const tell = async (instance: InstanceName): Promise<readonly Hl7Message[]> => {
    const hospital = await openLivingHospital({ seed: 1, anchor: ANCHOR, clock: fixedClock(ANCHOR), traffic: 'off' });
    const { port } = server.address() as AddressInfo;
    const feeds = [{ host: '127.0.0.1', port }];
    const running = await simulator.start({ instance, hospital, port: 0, feeds, log: () => undefined });
    await running.settled();
    await running.close();
    await hospital.close();
    return heard.map(read);
  };

  it.each(['nervecentre@RWE', 'nervecentre@RT5'] as const)(
    'of %s tells its own people and stays, all readable',
    async (instance) => {
      const messages = await tell(instance);
      const organisation = instance.slice(-3);
      expect(new Set(messages.map(({ msh }) => `${msh.text(3)} ${msh.text(4)}`))).toEqual(
        new Set([`NC ${organisation}`]),
      );
      expect(messages.map(({ controlId }) => controlId)).toEqual(
        messages.map((_, index) => `NC${String(index + 1).padStart(6, '0')}`),
      );
      for (const trigger of ['A28', 'A01']) expect(messages.map(({ triggerEvent }) => triggerEvent)).toContain(trigger);
      for (const message of messages) {
        const translation = translate(message, profileOf(message));
        if (translation.kind === 'refused') throw new Error(translation.refusal.reason);
        expect(translation.notes).toEqual([]);
        const [who] = translation.events;
        expect(who).toMatchObject({
          recordId: expect.stringMatching(
            `^https://fhir.${organisation.toLowerCase()}.example.nhs.uk/Id/hospital-number\\|`,
          ),
        });
      }
    },
  );
});
