import fc from 'fast-check';
import type { ImagingReport } from '../../../schema/clinical/imaging';
import type { LabReport, ReportStatus } from '../../../schema/clinical/pathology';
import { DAY, instantOf } from '../../../schema/time';
import type { Instant } from '../../../schema/time';
import { foldImagingReport } from './imaging-report';
import { foldLabReport } from './lab-report';
import type { Kept } from './row';
import type { EventOf, Told } from './told';

type LabTold = Told<EventOf<'lab-reported'>>;

const TAKEN = Date.parse('2026-11-20T06:40:00.000Z');

/** What is said of whom: its value, unless given, tells its place in the order; `W` has none. */
interface Said {
  readonly of: string;
  readonly status: ReportStatus | 'W';
  /** Days after the first specimen was taken; left out where the laboratory does not say. */
  readonly taken?: number;
  readonly issued?: number;
  readonly value?: string;
}

const told = (all: readonly Said[]): readonly LabTold[] =>
  all.map(({ of, status, taken, issued = 0, value }, seq) => ({
    ...{ seq, idx: 0, messageId: `m${seq}` },
    event: {
      ...{ kind: 'lab-reported', recordId: `RWE|${of}`, fillerNumber: '26B0001234', laboratory: 'RWE' },
      ...{ code: { text: 'U&E', codings: [] }, organisms: [], retracted: status === 'W' },
      ...{ issued: instantOf(TAKEN + issued * DAY), occurredAt: instantOf(TAKEN + issued * DAY + seq) },
      ...(taken === undefined ? {} : { collected: instantOf(TAKEN + taken * DAY) }),
      status: status === 'W' ? 'final' : status,
      results:
        status === 'cancelled' || status === 'registered'
          ? []
          : [
              {
                ...{ key: 'K', code: { text: 'Potassium', codings: [] }, referenceRanges: [], notes: [] },
                status: status === 'W' ? 'entered-in-error' : status === 'preliminary' ? 'preliminary' : 'final',
                ...(status !== 'W' && { valueText: value ?? `said ${seq}` }),
              },
            ],
    },
  }));

const reports = (all: readonly Said[]): Readonly<Record<string, Kept<LabReport>>> =>
  Object.fromEntries(
    foldLabReport('lims@RWE', told(all)).map(({ recordId, body }) => [
      `${recordId}`.slice('RWE|'.length),
      body as Kept<LabReport>,
    ]),
  );

/** Of each person: the report's word and value, and what is said of somebody else's. */
const standing = (...all: readonly Said[]): unknown =>
  Object.fromEntries(
    Object.entries(reports(all)).map(([of, { status, results, elsewhere }]) => [
      of,
      [status, results[0]?.valueText, elsewhere].filter((one) => one !== undefined).join(', '),
    ]),
  );

const a = (status: Said['status'], more: Partial<Said> = {}): Said => ({ of: 'A', status, ...more });
const b = (status: Said['status'], more: Partial<Said> = {}): Said => ({ of: 'B', status, ...more });
const MOVED = 'entered-in-error, moved';

describe('a report told of somebody else under the same number', () => {
  test.each<ReportStatus>(['final', 'corrected', 'amended'])('is theirs, %s, and withdrawn of the first', (status) => {
    expect(standing(a('final'), b(status))).toEqual({ A: MOVED, B: `${status}, said 1` });
  });

  test('says nothing of the first person any more, in no version, and which message withdrew it', () => {
    const { A } = reports([a('preliminary'), a('final'), b('final')]);
    expect(A).toMatchObject({ retracted: true, source: { messageId: 'm2' }, previous: [{ status: 'final' }, {}] });
    expect(JSON.stringify(A)).not.toContain('said');
  });

  test('goes on being theirs: corrections of it, and a withdrawal or cancellation of the first, take nothing back', () => {
    expect(standing(a('final'), b('final'), b('corrected'))).toEqual({ A: MOVED, B: 'corrected, said 2' });
    expect(standing(a('final'), b('final'), a('W'))).toEqual({ A: 'entered-in-error', B: 'final, said 1' });
    expect(standing(a('final'), b('final'), a('cancelled'))).toEqual({ A: 'cancelled', B: 'final, said 1' });
    expect(standing(a('final'), b('final'), a('preliminary'))).toEqual({ A: MOVED, B: 'final, said 1' });
  });

  test('comes back where it is told of the first again, though in the same words', () => {
    const same = { value: '6.1' };
    expect(standing(a('final', same), b('final', same), a('final', same))).toEqual({ A: 'final, 6.1', B: MOVED });
    expect(standing(a('final', same), b('preliminary'), a('final', same))).toEqual({ A: 'final, 6.1', B: MOVED });
  });

  test('withdrawn of the second is nobody’s until it is told again', () => {
    expect(standing(a('final'), b('final'), b('W'))).toEqual({ A: MOVED, B: 'entered-in-error' });
    expect(standing(a('final'), b('final'), b('W'), a('final'))).toEqual({ A: 'final, said 3', B: 'entered-in-error' });
  });

  test.each<Said['status']>(['W', 'cancelled'])('and never said anything there (%s) takes nothing', (status) => {
    expect(standing(a('final'), b(status))).toMatchObject({ A: 'final, said 0' });
  });

  test('goes through a third', () => {
    expect(standing(a('final'), b('final'), { of: 'C', status: 'final' })).toEqual({
      ...{ A: MOVED, B: MOVED, C: 'final, said 2' },
    });
  });

  test('before it was settled is moved as it is', () => {
    expect(standing(a('registered'), b('preliminary'))).toEqual({ A: MOVED, B: 'preliminary, said 1' });
  });

  test('as a preliminary, after a final, may have been overtaken: both stand in doubt until either is told again', () => {
    const both = [a('final'), b('preliminary')];
    expect(standing(...both)).toEqual({ A: 'final, said 0, in-doubt', B: 'preliminary, said 1, in-doubt' });
    expect(standing(...both, b('final'))).toEqual({ A: MOVED, B: 'final, said 2' });
    expect(standing(...both, a('final'))).toEqual({ A: 'final, said 2', B: MOVED });
    expect(standing(...both, a('W'))).toEqual({ A: 'entered-in-error', B: 'preliminary, said 1' });
  });
});

describe('a number that is given out again', () => {
  test('for a specimen of months later leaves the first report as it was', () => {
    for (const again of [
      b('final', { taken: 120, issued: 120 }),
      b('final', { issued: 120 }),
      b('preliminary', { taken: 120, issued: 120 }),
    ])
      expect(standing(a('final', { taken: 0 }), again)).toEqual({ A: 'final, said 0', B: `${again.status}, said 1` });
  });

  test('is told of the first person again, late, and takes nothing from the second', () => {
    const late = a('corrected', { issued: 121 });
    const said = [a('final', { taken: 0 }), b('final', { taken: 120, issued: 120 }), late];
    expect(standing(...said)).toEqual({ A: 'corrected, said 2', B: 'final, said 1' });
  });

  test('is no other number because the mistake was found late: it is the same specimen', () => {
    expect(standing(a('final', { taken: 0 }), b('final', { taken: 0, issued: 400 }))).toEqual({
      ...{ A: MOVED, B: 'final, said 1' },
    });
  });
});

test('an imaging report is moved by its accession number, however late', () => {
  const examined = (of: string, seq: number, issued: Instant): Told<EventOf<'imaging-reported'>> => ({
    ...{ seq, idx: 0, messageId: `m${seq}` },
    event: {
      ...{ kind: 'imaging-reported', recordId: `RWE|${of}`, accessionNumber: 'RWE26000123', status: 'final', issued },
      ...{ code: { text: 'CT chest', codings: [] }, text: `said ${seq}`, retracted: false, occurredAt: issued },
    },
  });
  const all = [examined('A', 0, instantOf(TAKEN)), examined('B', 1, instantOf(TAKEN + 400 * DAY))];
  const [first, second] = foldImagingReport('ris@RWE', all).map(({ body }) => body as Kept<ImagingReport>);
  expect(first).toMatchObject({ status: 'entered-in-error', retracted: true, elsewhere: 'moved' });
  expect(JSON.stringify(first)).not.toContain('said');
  expect(second).toMatchObject({ status: 'final', text: 'said 1' });
  expect(second).not.toHaveProperty('elsewhere');
});

const said: fc.Arbitrary<Said> = fc
  .record({
    of: fc.constantFrom('A', 'B', 'C'),
    status: fc.constantFrom<Said['status']>('registered', 'preliminary', 'final', 'corrected', 'cancelled', 'W'),
    taken: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
  })
  .map(({ taken, ...one }) => (taken === undefined ? one : { ...one, taken }));

test('whatever is told: everybody has a report, none is valued of two, and two that say something are in doubt', () => {
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 8 }), (all) => {
      const found = reports(all);
      expect(Object.keys(found).sort()).toEqual([...new Set(all.map(({ of }) => of))].sort());
      const speaking = Object.values(found).filter(({ status }) => !['cancelled', 'entered-in-error'].includes(status));
      expect(speaking.filter(({ status }) => status === 'final' || status === 'corrected').length).toBeLessThan(2);
      for (const { elsewhere } of speaking) expect(elsewhere).toBe(speaking.length > 1 ? 'in-doubt' : undefined);
      for (const { retracted, results, previous } of Object.values(found).filter((one) => one.elsewhere === 'moved'))
        expect({ retracted, said: [results, previous.map((one) => one.results)].flat(2) }).toEqual({
          ...{ retracted: true, said: [] },
        });
      // The last to be told with a value has it, unless it was withdrawn or cancelled since.
      const last = all.findLast(({ status }) => status === 'final' || status === 'corrected');
      const since = last && all.slice(all.lastIndexOf(last) + 1);
      if (last !== undefined && since?.every(({ of }) => of !== last.of))
        expect(found[last.of]).toMatchObject({ retracted: false, status: last.status });
    }),
    { numRuns: 500 },
  );
});
