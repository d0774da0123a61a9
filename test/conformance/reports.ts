import type { DomainEvent } from '../../schema/events';
import type { Translation } from '../../adapters/contract';

export type Reported = Extract<DomainEvent, { kind: 'lab-reported' | 'imaging-reported' }>;

export const reportsIn = (translation: Translation | null): readonly Reported[] =>
  translation?.kind === 'events'
    ? translation.events.filter(
        (event): event is Reported => event.kind === 'lab-reported' || event.kind === 'imaging-reported',
      )
    : [];

export const numberOf = (report: Reported): string =>
  report.kind === 'lab-reported' ? report.fillerNumber : report.accessionNumber;

/** A message with its reports a second time, under other numbers (OBR-3, ORC-3). */
export const withAnother = (text: string): string => {
  const lines = text.split('\r').filter((line) => line !== '');
  const first = lines.findIndex((line) => /^(ORC|OBR)\|/.test(line));
  const again = lines.slice(first).map((line) => line.replace(/^((?:ORC|OBR)\|[^|]*\|[^|]*\|)([^|^]+)/, '$1$2Z'));
  return `${[...lines, ...again].join('\r')}\r`;
};

/** OBR-25 (HL7 table 0123) by what a reader must be told of the report. */
export const REPORT_WORDS = [
  ['P', 'preliminary'],
  ['F', 'final'],
  ['C', 'corrected'],
  ['X', 'cancelled'],
] as const;
