import type { FeedProfile } from '../contract';
import { parseMessage } from '../wire/hl7v2/parse';
import { orderedEvents } from './ordered';

const profile: FeedProfile = {
  instance: 'lims@RWE',
  pl: { ward: 2, bed: 3, facility: 4 },
  nhsAuthorities: ['NHS'],
  hospitalAuthorities: ['RWE'],
  sexCodes: 'hl7',
  processingIds: ['P'],
  versions: ['2.5.1'],
  messageTypes: ['OML'],
  sendingFacilities: ['RWE'],
  charset: 'UTF-8',
  whenHeld: 'pass',
  silenceMs: 60_000,
};

const numbersOf = (...segments: readonly string[]): unknown => {
  const header = 'MSH|^~\\&|NC|RWE|LIMS|RWE|20261120083500||OML^O21^OML_O21|N1|P|2.5.1';
  const parsed = parseMessage([header, ...segments].join('\r'));
  if (parsed.kind !== 'message') throw new Error(parsed.reason);
  const events = orderedEvents(parsed.message, 'RWE|S1234567', 'pathology', profile);
  if ('hl7' in events) throw new Error(events.reason);
  return events.map((event) =>
    event.kind === 'ordered' ? [event.order.placerNumber, event.order.fillerNumber, event.placer] : event.kind,
  );
};

test('each test has the number of its own OBR, and that of the ORC where it gives none', () => {
  const tests = ['U&E^Urea and electrolytes^L', 'FBC^Full blood count^L'];
  const obr = (n: number, placer: string, filler = ''): string => `OBR|${n + 1}|${placer}|${filler}|${tests[n]}`;
  expect(numbersOf('ORC|NW|P1^NC|||||||20261120083500', obr(0, 'P1-1^NC', 'F1'), obr(1, 'P1-2^NC', 'F2'))).toEqual([
    ['P1-1', 'F1', 'NC'],
    ['P1-2', 'F2', 'NC'],
  ]);
  expect(numbersOf('ORC|SC|P1^NC|F1||||||20261120083500', obr(0, ''), obr(1, 'P1'))).toEqual([
    ['P1', 'F1', 'NC'],
    ['P1', 'F1', 'NC'],
  ]);
});

test('what a placer takes back, and what is said to that, is of the whole order where it names no filler number', () => {
  const asWhole = (control: string, filler = ''): unknown => {
    const header = 'MSH|^~\\&|NC|RWE|LIMS|RWE|20261120083500||OML^O21^OML_O21|N1|P|2.5.1';
    const parsed = parseMessage([header, `ORC|${control}|P1|${filler}`, 'OBR|1|P1||U&E^Urea^L'].join('\r'));
    if (parsed.kind !== 'message') throw new Error(parsed.reason);
    const events = orderedEvents(parsed.message, 'RWE|S1234567', 'pathology', profile);
    if ('hl7' in events) throw new Error(events.reason);
    return events.map((event) => event.kind === 'ordered' && event.asWhole === true)[0];
  };
  expect(['CA', 'CR', 'UC', 'DC', 'DR', 'UD'].map((control) => asWhole(control))).toEqual(Array(6).fill(true));
  expect(['NW', 'OC', 'OD', 'UA', 'SC', 'XO'].map((control) => asWhole(control))).toEqual(Array(6).fill(false));
  expect(asWhole('CA', 'F1')).toBe(false);
});
