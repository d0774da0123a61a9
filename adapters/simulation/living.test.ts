import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '../../schema/clock';
import { MINUTE } from '../../schema/time';
import type { Instant } from '../../schema/time';
import { HAND_LAID_WARDS } from './estate';
import type { HospitalEvent } from './hospital';
import { openLivingHospital } from './living';

const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;
const HAND_LAID = new Set(HAND_LAID_WARDS.map((ward) => ward.code));

describe('the living hospital', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hospital-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (log: (line: string) => void = () => undefined, clock = fixedClock(ANCHOR)) =>
    openLivingHospital({ seed: 7, folder, clock, traffic: 'off', log });

  it('is the same, fact for fact, when it is opened again', async () => {
    const clock = fixedClock(ANCHOR);
    const first = await open(undefined, clock);
    for (let n = 0; n < 300; n += 1) {
      clock.advance(MINUTE);
      first.step();
    }
    await first.close();
    clock.advance(1000 * MINUTE);
    const second = await open(undefined, clock);
    expect(second.current).toEqual(first.current);
    expect(second.current.anchor).toBe(ANCHOR);
    await second.close();
  });

  it('drops a step that a crash cut short, and says so', async () => {
    const first = await open();
    for (let n = 0; n < 5; n += 1) first.step();
    await first.close();
    appendFileSync(join(folder, 'steps.jsonl'), '{"n":6,"at":"2026-');
    const notes: string[] = [];
    const second = await open((line) => notes.push(line));
    expect(second.current.history).toEqual(first.current.history);
    expect(notes).toHaveLength(1);
    second.step();
    await second.close();
    expect(readFileSync(join(folder, 'steps.jsonl'), 'utf8').trim().split('\n')).toHaveLength(6);
  });

  it('refuses a folder that holds another hospital', async () => {
    await (await open()).close();
    await expect(openLivingHospital({ seed: 8, folder, clock: fixedClock(ANCHOR), traffic: 'off' })).rejects.toThrow(
      'seed 7',
    );
  });

  it('tells listeners what was recorded, until they stop listening', async () => {
    const hospital = await open();
    const heard: HospitalEvent[] = [];
    const stop = hospital.onEvents((events) => {
      expect(readFileSync(join(folder, 'steps.jsonl'), 'utf8')).toMatch(/"n":\d+/);
      heard.push(...events);
    });
    const before = hospital.current.history.length;
    for (let n = 0; n < 20; n += 1) hospital.step();
    stop();
    expect(heard).toEqual(hospital.current.history.slice(before));
    hospital.step();
    expect(hospital.current.history.length).toBeGreaterThan(before + heard.length);
    await hospital.close();
  });
});

describe('traffic', () => {
  it('keeps one person to a bed, its hands off the cast, and everything happening', async () => {
    const clock = fixedClock(ANCHOR);
    const hospital = await openLivingHospital({ seed: 3, anchor: ANCHOR, clock, traffic: 'off' });
    const start = hospital.current.history.length;
    for (let n = 0; n < 1500; n += 1) {
      clock.advance(MINUTE);
      hospital.step();
      if (n % 100 !== 0) continue;
      const current = hospital.current.stays.filter((each) => each.dischargedAt === undefined);
      const beds = current.flatMap((each) =>
        each.placements.at(-1)?.bed === undefined
          ? []
          : [`${each.placements.at(-1)?.ward} ${each.placements.at(-1)?.bed}`],
      );
      expect(new Set(beds).size).toBe(beds.length);
      expect(new Set(current.map((each) => each.person)).size).toBe(current.length);
    }
    const { history, stays } = hospital.current;
    expect(history.every((each, index) => each.seq === index + 1 && each.at >= (history[index - 1]?.at ?? ''))).toBe(
      true,
    );
    const moved = stays.filter((each) => each.visit >= '800000' && each.visit < '900000');
    expect(moved.some((each) => each.person <= 'p026' || each.placements.some(({ ward }) => HAND_LAID.has(ward)))).toBe(
      false,
    );
    const kinds = new Set(history.slice(start).map((each) => each.kind));
    const expected = [
      'admitted',
      'transferred',
      'discharged',
      'ready-for-discharge',
      'observed',
      'lab-ordered',
      'lab-reported',
      'imaging-ordered',
      'imaging-reported',
    ];
    expect([...kinds].sort()).toEqual(expected.sort());
    await hospital.close();
  });
});
