import { fixedClock } from '../../../../schema/clock';
import type { DomainEvent } from '../../../../schema/events';
import type { Instant } from '../../../../schema/time';
import type { LivingHospital } from '../../../simulation/hospital';
import { openLivingHospital } from '../../../simulation/living';
import { openReceiver, type ReceiverUnderTest } from '../../../simulation/receiver-under-test';
import type { RunningSimulator } from '../../../simulation/simulator';
import { RADIOLOGY_PROFILE } from '../profiles';
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
  running = await simulator.start({ instance: 'ris@RWE', hospital, port: 0, feeds, log: () => undefined });
  for (let step = 0; step < 60; step += 1) hospital.step();
  await running.settled();
});
afterAll(async () => {
  await running.close();
  await receiver.close();
  await hospital.close();
});

const events = (): readonly DomainEvent[] =>
  receiver.messages().flatMap((message) => {
    const translation = translate(message, RADIOLOGY_PROFILE);
    if (translation.kind === 'refused') throw new Error(`${translation.refusal.at}: ${translation.refusal.reason}`);
    return translation.events;
  });

test('tells the whole history and what happens next, in order, numbered without a gap, none refused', () => {
  const told = hospital.current.history.filter(({ kind }) => kind.startsWith('imaging-'));
  expect(receiver.messages().map(({ controlId }) => controlId)).toEqual(
    told.map((_, index) => `R${String(index + 1).padStart(6, '0')}`),
  );
  expect(events().filter(({ kind }) => kind !== 'person-updated')).toHaveLength(told.length);
  expect(running.port).toBeNull();
});

test('every version of every report is read as it was written, with who reported it', () => {
  const statuses = { P: 'preliminary', F: 'final', C: 'corrected' } as const;
  const read = events().flatMap((event) =>
    event.kind === 'imaging-reported'
      ? [[event.accessionNumber, event.status, event.issued, event.text, event.reporter?.identifier?.value]]
      : [],
  );
  const written = hospital.current.studies.flatMap(({ accession, reports }) =>
    reports.map(({ status, at, lines, reporter }) => [accession, statuses[status], at, lines.join('\n'), reporter.gmc]),
  );
  expect(read.sort()).toEqual(written.sort());
});

test('orders come as OMG^O19 and as ORM^O01, and are read alike', () => {
  const orders = receiver.messages().filter(({ messageType }) => messageType !== 'ORU');
  expect(new Set(orders.map(({ messageType }) => messageType))).toEqual(new Set(['OMG', 'ORM']));
  const placers = events().flatMap((event) => (event.kind === 'ordered' ? [event.order.placerNumber] : []));
  expect(placers.sort()).toEqual(hospital.current.imagingOrders.map(({ placer }) => placer).sort());
});

test('while the feed is down nothing comes; mended, it comes', async () => {
  running.setFault({ kind: 'down', delayMs: 0, share: 1 });
  const before = receiver.heard.length;
  for (let step = 0; step < 60; step += 1) hospital.step();
  expect(receiver.heard.length).toBe(before);
  running.setFault(null);
  await running.settled();
  expect(receiver.heard.length).toBeGreaterThan(before);
});
