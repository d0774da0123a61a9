import { fixedClock } from '../../../../schema/clock';
import type { DomainEvent } from '../../../../schema/events';
import type { Instant } from '../../../../schema/time';
import type { LivingHospital, SimLabReport } from '../../../simulation/hospital';
import { openLivingHospital } from '../../../simulation/living';
import { openReceiver, type ReceiverUnderTest } from '../../../simulation/receiver-under-test';
import type { RunningSimulator } from '../../../simulation/simulator';
import { LABORATORY_PROFILE } from '../profiles';
import { translate } from '../translate';
import { simulator } from './index';

const anchor = '2026-11-20T10:00:00.000Z' as Instant;
const clock = fixedClock(anchor);

let hospital: LivingHospital;
let receiver: ReceiverUnderTest;
let running: RunningSimulator;
beforeAll(async () => {
  hospital = await openLivingHospital({ seed: 1, anchor, clock, traffic: 'off' });
  receiver = await openReceiver();
  const feeds = [{ host: '127.0.0.1', port: receiver.port }];
  running = await simulator.start({ instance: 'lims@RWE', hospital, port: 0, feeds, log: () => undefined });
  for (let step = 0; step < 60; step += 1) hospital.step();
  await running.settled();
});
afterAll(async () => {
  await running.close();
  await receiver.close();
  await hospital.close();
});

type Reported = Extract<DomainEvent, { kind: 'lab-reported' }>;

const events = (): readonly DomainEvent[] =>
  receiver.messages().flatMap((message) => {
    const translation = translate(message, LABORATORY_PROFILE);
    if (translation.kind === 'refused') throw new Error(`${translation.refusal.at}: ${translation.refusal.reason}`);
    return translation.events;
  });
const reported = (): readonly Reported[] => events().flatMap((event) => (event.kind === 'lab-reported' ? [event] : []));
const versionsOf = (filler: string): readonly Reported[] =>
  reported().filter(({ fillerNumber }) => fillerNumber === filler);

test('tells the whole history and what happens next: each once, in order, numbered without a gap, none refused', () => {
  const told = hospital.current.history.filter(({ kind }) => kind === 'lab-reported' || kind === 'lab-ordered');
  expect(receiver.messages().map(({ controlId }) => controlId)).toEqual(
    told.map((_, index) => `L${String(index + 1).padStart(6, '0')}`),
  );
  expect(events().filter(({ kind }) => kind !== 'person-updated')).toHaveLength(told.length);
  expect(running.port).toBeNull();
});

const statusOf = { P: 'preliminary', F: 'final', C: 'corrected', W: 'corrected', D: 'corrected', X: 'cancelled' };

/** What a version of a report must be read as, from the facts alone. */
const expected = (report: SimLabReport): readonly object[] =>
  report.versions.map((version) => {
    const withdrawn = version.status === 'W' || version.status === 'D';
    const lines = version.lines.map(({ display, value, unit }) => [
      display,
      withdrawn ? undefined : [value, unit].filter((part) => part !== undefined).join(' '),
    ]);
    return { status: statusOf[version.status], retracted: withdrawn, issued: version.at, lines };
  });

test('every version of every report is read as what is true: its values, its status, its withdrawal', () => {
  const byFiller = new Map<string, Reported[]>();
  for (const event of reported())
    byFiller.set(event.fillerNumber, [...(byFiller.get(event.fillerNumber) ?? []), event]);
  const { labReports } = hospital.current;
  expect(byFiller.size).toBe(labReports.length);
  for (const report of labReports) {
    const read = (byFiller.get(report.filler) ?? []).map(({ status, retracted, issued, results }, at) => ({
      status,
      retracted,
      issued,
      lines: results.slice(0, report.versions[at]?.lines.length).map(({ code, valueText }) => [code.text, valueText]),
    }));
    expect(read).toEqual(expected(report));
  }
});

test('an organism and its sensitivities are told once the culture is read, not before', () => {
  const [preliminary, final] = versionsOf('26M0000310');
  expect(preliminary?.organisms).toEqual([]);
  expect(final?.organisms).toMatchObject([
    {
      organism: { text: 'Escherichia coli' },
      growth: '>10*5 CFU/mL',
      sensitivities: [
        { agent: { text: 'Trimethoprim' }, result: { codings: [{ code: 'R' }] } },
        { agent: { text: 'Nitrofurantoin' }, result: { codings: [{ code: 'S' }] } },
      ],
    },
  ]);
});

test('a document comes with its size and type, and the laboratory with its name', () => {
  const [report] = versionsOf('26B0000700');
  expect(report?.document?.contentType).toBe('application/pdf');
  expect(report?.document?.bytes).toBeGreaterThan(400);
  expect(report?.laboratory).toBe('LRI Pathology');
});

test('while the feed is down nothing comes; mended, it comes', async () => {
  running.setFault({ kind: 'down', delayMs: 0, share: 1 });
  const before = receiver.heard.length;
  for (let step = 0; step < 20; step += 1) hospital.step();
  expect(receiver.heard.length).toBe(before);
  running.setFault(null);
  await running.settled();
  expect(receiver.heard.length).toBeGreaterThan(before);
});
