import type { ImagingReport } from '../../../schema/clinical/imaging';
import type { LabReport, LabResult, ReportStatus } from '../../../schema/clinical/pathology';
import type { Instant } from '../../../schema/time';
import { foldImagingReport } from './imaging-report';
import { foldLabReport } from './lab-report';
import type { Kept } from './row';
import type { EventOf, Told } from './told';

const issued = '2026-11-20T06:40:00.000Z' as Instant;
const potassium = (value: string): LabResult => ({
  key: 'K',
  code: { text: 'Potassium', codings: [] },
  status: 'final',
  valueText: value,
  referenceRanges: [],
  notes: [],
});

interface Version {
  readonly status: ReportStatus;
  readonly value: string;
  readonly retracted?: boolean;
  readonly occurredAt?: string;
}

const told = (versions: readonly Version[]): readonly Told<EventOf<'lab-reported'>>[] =>
  versions.map(({ status, value, retracted = false, occurredAt }, seq) => ({
    seq,
    idx: 0,
    messageId: `m${seq}`,
    event: {
      kind: 'lab-reported',
      recordId: 'RWE|S1234567',
      fillerNumber: '26B0001234',
      status,
      code: { text: 'U&E', codings: [] },
      issued,
      laboratory: 'RWE',
      results: [potassium(value)],
      organisms: [],
      document: { contentType: 'application/pdf', bytes: 10 },
      retracted,
      occurredAt: (occurredAt ?? issued) as Instant,
    },
  }));
const report = (...versions: readonly Version[]): Kept<LabReport> =>
  foldLabReport('lims@RWE', told(versions))[0]?.body as Kept<LabReport>;
const value = (kept: Kept<LabReport>): string | undefined => kept.results[0]?.valueText;

describe('a laboratory report', () => {
  test('corrected after final shows the correction and keeps what it said before', () => {
    const kept = report(
      { status: 'preliminary', value: '6.0' },
      { status: 'final', value: '6.1' },
      { status: 'corrected', value: '4.1' },
    );
    expect(kept).toMatchObject({ key: 'RWE|26B0001234', status: 'corrected', retracted: false });
    expect(value(kept)).toBe('4.1');
    expect(kept.previous.map((one) => [one.status, one.messageId, one.results[0]?.valueText])).toEqual([
      ['final', 'm1', '6.1'],
      ['preliminary', 'm0', '6.0'],
    ]);
  });

  test('the latest arrival wins, whatever times it carries', () => {
    const kept = report(
      { status: 'final', value: '6.1' },
      { status: 'corrected', value: '4.1', occurredAt: '2026-11-19T00:00:00.000Z' },
    );
    expect(value(kept)).toBe('4.1');
  });

  test.each(['preliminary', 'registered'] as const)('a late %s never replaces a final or a correction', (status) => {
    for (const settled of ['final', 'corrected', 'amended'] as const) {
      const kept = report({ status: settled, value: '6.1' }, { status, value: '5.0' });
      expect([kept.status, value(kept), kept.previous]).toEqual([settled, '6.1', []]);
    }
  });

  test('sent again unchanged is one version', () => {
    expect(report({ status: 'final', value: '6.1' }, { status: 'final', value: '6.1' }).previous).toEqual([]);
  });

  test('retracted keeps its key and shows no value, not even an earlier one', () => {
    const kept = report({ status: 'final', value: '6.1' }, { status: 'final', value: '6.1', retracted: true });
    expect(kept).toMatchObject({ status: 'entered-in-error', retracted: true, results: [], organisms: [] });
    expect(kept.document).toBeUndefined();
    expect(JSON.stringify(kept)).not.toContain('6.1');
  });

  test('retracted is not brought back by a late preliminary, but by a new final', () => {
    const withdrawn: readonly Version[] = [
      { status: 'final', value: '6.1' },
      { status: 'final', value: '6.1', retracted: true },
    ];
    expect(report(...withdrawn, { status: 'preliminary', value: '5.0' }).retracted).toBe(true);
    const again = report(...withdrawn, { status: 'final', value: '4.2' });
    expect([again.retracted, value(again)]).toEqual([false, '4.2']);
    expect(JSON.stringify(again)).not.toContain('6.1');
  });
});

test('an imaging report follows the same rules with its text', () => {
  const imaging = (
    status: ReportStatus,
    text: string,
    seq: number,
    retracted = false,
  ): Told<EventOf<'imaging-reported'>> => ({
    seq,
    idx: 0,
    messageId: `m${seq}`,
    event: {
      kind: 'imaging-reported',
      recordId: 'RWE|S1234567',
      accessionNumber: 'RWE26000123',
      status,
      code: { text: 'CT chest', codings: [] },
      issued,
      text,
      retracted,
      occurredAt: issued,
    },
  });
  const fold = (...all: Told<EventOf<'imaging-reported'>>[]): Kept<ImagingReport> =>
    foldImagingReport('ris@RWE', all)[0]?.body as Kept<ImagingReport>;
  const kept = fold(
    imaging('final', 'No nodule.', 1),
    imaging('corrected', 'A nodule.', 2),
    imaging('preliminary', 'Draft.', 3),
  );
  expect(kept).toMatchObject({
    status: 'corrected',
    text: 'A nodule.',
    previous: [{ status: 'final', text: 'No nodule.' }],
  });
  const withdrawn = fold(imaging('final', 'No nodule.', 1), imaging('final', 'No nodule.', 2, true));
  expect(JSON.stringify(withdrawn)).not.toContain('nodule');
});
