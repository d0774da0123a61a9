import type { ObservationStatus } from '../../../schema/clinical/observation';
import type { LabReport, ReportStatus } from '../../../schema/clinical/pathology';
import type { Instant } from '../../../schema/time';
import { foldLabReport } from './lab-report';
import type { Kept } from './row';
import type { EventOf, Told } from './told';

const issued = '2026-11-20T06:40:00.000Z' as Instant;

/** A line as `code value`, and what the laboratory says of it. */
type Lines = Readonly<Record<string, ObservationStatus>>;
type Said = readonly [ReportStatus, Lines];

const reported = ([status, lines]: Said, seq: number): Told<EventOf<'lab-reported'>> => ({
  ...{ seq, idx: 0, messageId: `m${seq}` },
  event: {
    ...{ kind: 'lab-reported', recordId: 'RWE|S1234567', fillerNumber: '26B0001234', status, issued },
    ...{ code: { text: 'U&E', codings: [] }, laboratory: 'RWE', organisms: [], occurredAt: issued },
    results: Object.entries(lines).map(([line, word]) => {
      const [key = '', valueText = ''] = line.split(' ');
      const said = word === 'entered-in-error' ? {} : { valueText };
      return { key, code: { text: key, codings: [] }, status: word, ...said, referenceRanges: [], notes: [] };
    }),
    retracted: Object.values(lines).length > 0 && Object.values(lines).every((word) => word === 'entered-in-error'),
  },
});

/** What stands after the messages: the report's word, and each line with its own. */
const standing = (...messages: readonly Said[]): unknown => {
  const [row] = foldLabReport('lims@RWE', messages.map(reported));
  const { status, results } = row?.body as Kept<LabReport>;
  return [
    status,
    Object.fromEntries(results.map((line) => [`${line.key} ${line.valueText ?? ''}`.trim(), line.status])),
  ];
};

const FINAL: Said = ['final', { 'K 6.1': 'final', 'Na 140': 'final' }];

describe('a laboratory report of which some lines are settled and some are not', () => {
  test.each<[string, Said]>([
    [
      'a correction beside a pending set',
      ['partial', { 'K 4.1': 'corrected', 'Na 140': 'final', 'ALT 22': 'preliminary' }],
    ],
    [
      'a withdrawal beside a pending set',
      ['partial', { K: 'entered-in-error', 'Na 140': 'final', 'ALT 22': 'preliminary' }],
    ],
    [
      'a set that was added and is pending',
      ['partial', { 'K 6.1': 'final', 'Na 140': 'final', 'ALT 22': 'preliminary' }],
    ],
    ['a set that was added and is cancelled', ['partial', { 'K 6.1': 'final', 'Na 140': 'final', ALT: 'cancelled' }]],
    [
      'a set that was added without a status',
      ['partial', { 'K 6.1': 'final', 'Na 140': 'final', 'ALT 22': 'unknown' }],
    ],
    ['a report without a status whose lines are settled', ['unknown', { 'K 4.1': 'corrected', 'Na 140': 'final' }]],
  ])('%s is shown after a final report', (_, next) => {
    expect(standing(FINAL, next)).toEqual(next);
  });

  test.each<[string, Said]>([
    ['takes a final line back', ['partial', { 'K 5.0': 'preliminary', 'Na 140': 'final' }]],
    ['leaves a final line out', ['partial', { 'Na 140': 'final', 'ALT 22': 'preliminary' }]],
    ['says nothing that is settled', ['partial', { 'ALT 22': 'preliminary' }]],
    ['has no line', ['partial', {}]],
    ['is preliminary as a whole, whatever its lines say', ['preliminary', { 'K 5.0': 'final', 'Na 140': 'final' }]],
  ])('a late provisional one that %s is not shown', (_, late) => {
    expect(standing(FINAL, late)).toEqual(FINAL);
  });

  test('what a withdrawn line had said is not read in an earlier version either, nor when it is told anew', () => {
    const withdrawn: Said = ['corrected', { K: 'entered-in-error', 'Na 140': 'final' }];
    const again: Said = ['corrected', { 'K 4.1': 'final', 'Na 140': 'final' }];
    for (const messages of [
      [FINAL, withdrawn],
      [FINAL, withdrawn, again],
    ]) {
      const [row] = foldLabReport('lims@RWE', messages.map(reported));
      const { previous } = row?.body as Kept<LabReport>;
      expect(previous.at(-1)?.results).toMatchObject([{ key: 'K', status: 'entered-in-error' }, { valueText: '140' }]);
      expect(JSON.stringify(row)).not.toContain('6.1');
    }
  });

  test('a final line of a report in part is not taken back by a late preliminary', () => {
    const inPart: Said = ['partial', { 'K 6.1': 'final', 'ALT 22': 'preliminary' }];
    expect(standing(inPart, ['preliminary', { 'K 5.0': 'preliminary', 'ALT 21': 'preliminary' }])).toEqual(inPart);
  });

  test('a correction or a withdrawal is news, even where the same message opens another line again', () => {
    const corrected: Said = ['partial', { 'K 4.1': 'corrected', 'Na 140': 'preliminary' }];
    expect(standing(FINAL, corrected)).toEqual(corrected);
    const withdrawn: Said = ['partial', { K: 'entered-in-error', 'Na 140': 'preliminary' }];
    expect(standing(FINAL, withdrawn)).toEqual(withdrawn);
  });

  test('a correction that stands already is no news: its message, sent late, opens nothing again', () => {
    const settled: Said = ['corrected', { 'K 4.1': 'corrected', 'Na 140': 'final' }];
    expect(standing(FINAL, settled, ['partial', { 'K 4.1': 'corrected', 'Na 140': 'preliminary' }])).toEqual(settled);
  });

  test('a withdrawn line is not brought back by a preliminary, may be left out, and comes back with a new final', () => {
    const withdrawn: Said = ['partial', { K: 'entered-in-error', 'ALT 22': 'preliminary' }];
    expect(standing(withdrawn, ['preliminary', { 'K 6.1': 'preliminary', 'ALT 22': 'preliminary' }])).toEqual(
      withdrawn,
    );
    const without: Said = ['preliminary', { 'ALT 23': 'preliminary' }];
    expect(standing(withdrawn, without)).toEqual(without);
    const again: Said = ['partial', { 'K 4.2': 'final', 'ALT 22': 'preliminary' }];
    expect(standing(withdrawn, again)).toEqual(again);
  });
});
