import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { MllpError } from '../wire/mllp/client';
import type { MllpClient } from '../wire/mllp/client';
import type { LivingHospital } from './hospital';
import { openLivingHospital } from './living';
import { createOutbox } from './outbox';
import type { OutboxOptions } from './outbox';

const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;

/** A receiver that keeps what it acknowledged; `answer` may refuse, or throw as a broken connection does. */
const receiver = (answer: (text: string) => string = () => 'AA') => {
  const heard: string[] = [];
  const connect = (): Promise<MllpClient> =>
    Promise.resolve({
      send: async (bytes) => {
        const text = bytes.toString();
        const code = answer(text);
        heard.push(text);
        return Buffer.from(`MSH|^~\\&|X\rMSA|${code}|${text}\r`);
      },
      close: () => Promise.resolve(),
    });
  return { heard, connect };
};

describe('an outbox', () => {
  let hospital: LivingHospital;
  let folder: string;
  beforeEach(async () => {
    hospital = await openLivingHospital({ seed: 1, anchor: ANCHOR, clock: fixedClock(ANCHOR), traffic: 'off' });
    folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  });
  afterEach(async () => {
    await hospital.close();
    rmSync(folder, { recursive: true });
  });

  const outbox = (to: Pick<ReturnType<typeof receiver>, 'connect'>, more: Partial<OutboxOptions> = {}) =>
    createOutbox({
      hospital,
      name: 'pas@RWE',
      prefix: 'PAS',
      write: (event, _hospital, controlId) =>
        event.kind === 'admitted' ? [Buffer.from(`${controlId()} ${event.seq}`)] : [],
      feed: { host: '127.0.0.1', port: 1 },
      connect: to.connect,
      stateFile: join(folder, 'state.json'),
      log: () => undefined,
      ...more,
    });
  const admissions = (): readonly string[] =>
    hospital.current.history
      .filter((each) => each.kind === 'admitted')
      .map((each, index) => `PAS${String(index + 1).padStart(6, '0')} ${each.seq}`);

  it('tells everything once and in order, and then what happens next', async () => {
    const to = receiver();
    const box = outbox(to);
    await box.settled();
    expect(to.heard).toEqual(admissions());
    for (let n = 0; n < 60; n += 1) hospital.step();
    await box.settled();
    expect(to.heard).toEqual(admissions());
    await box.close();
  });

  it('goes on where it was after being closed', async () => {
    const first = receiver();
    const box = outbox(first);
    await box.settled();
    await box.close();
    for (let n = 0; n < 60; n += 1) hospital.step();
    const second = receiver();
    const again = outbox(second);
    await again.settled();
    expect([...first.heard, ...second.heard]).toEqual(admissions());
    await again.close();
  });

  it('sends again, under the same control id, what a broken connection left in doubt', async () => {
    let broken = 0;
    const to = receiver((text) => {
      if (text.startsWith('PAS000003') && (broken += 1) === 1) throw new MllpError('TIMEOUT', 'no reply', true);
      return 'AA';
    });
    const box = outbox(to);
    await box.settled();
    expect(broken).toBe(2);
    expect(to.heard).toEqual(admissions());
    await box.close();
  });

  it('logs a refused message without its content, and goes on', async () => {
    const lines: string[] = [];
    const to = receiver((text) => (text.startsWith('PAS000002') ? 'AE' : 'AA'));
    const box = outbox(to, { log: (line) => lines.push(line) });
    await box.settled();
    expect(to.heard).toEqual(admissions());
    expect(lines).toEqual([expect.stringMatching(/^pas@RWE: PAS000002 was answered AE/)]);
    await box.close();
  });

  it('sends nothing while down, and catches up when mended', async () => {
    const to = receiver();
    const box = outbox(to);
    await box.settled();
    box.setFault({ kind: 'down', delayMs: 0, share: 1 });
    const before = to.heard.length;
    for (let n = 0; n < 60; n += 1) hospital.step();
    await new Promise((resolve) => setImmediate(resolve));
    expect(to.heard).toHaveLength(before);
    box.setFault(null);
    await box.settled();
    expect(to.heard).toEqual(admissions());
    await box.close();
  });

  it('closes while nobody answers, and says that something is left', async () => {
    const box = outbox({ connect: () => Promise.reject(new MllpError('CONNECT_FAILED', 'refused', false)) });
    const left = expect(box.settled()).rejects.toThrow('next start');
    await box.close();
    await left;
  });
});
