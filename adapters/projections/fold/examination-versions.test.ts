import fc from 'fast-check';
import type { ImagingReport } from '../../../schema/clinical/imaging';
import type { ReportStatus } from '../../../schema/clinical/pathology';
import type { Instant } from '../../../schema/time';
import { foldImagingReport } from './imaging-report';
import type { Kept } from './row';
import type { EventOf, Told } from './told';

const issued = '2026-11-20T06:40:00.000Z' as Instant;

describe('an imaging report of several examinations under one accession number', () => {
  /** Code, status, text (null where it is withdrawn), and what else is said. */
  type Examined = readonly [
    code: string,
    status: ReportStatus,
    text: string | null,
    more?: Partial<EventOf<'imaging-reported'>>,
  ];
  const events = (examinations: readonly Examined[], seq: number): readonly Told<EventOf<'imaging-reported'>>[] =>
    examinations.map(([code, status, text, more], idx) => ({
      ...{ seq, idx, messageId: `m${seq}` },
      event: {
        ...{ kind: 'imaging-reported', recordId: 'RWE|S1234567', accessionNumber: 'RWE26000123', status, issued },
        ...{ code: { text: code, codings: [{ system: 'urn:local:ris@RWE:NICIP', code }] }, text: text ?? '' },
        ...{ retracted: text === null, occurredAt: issued, ...more },
      },
    }));
  const report = (...messages: readonly (readonly Examined[])[]): Kept<ImagingReport> =>
    foldImagingReport('ris@RWE', messages.flatMap(events).reverse())[0]?.body as Kept<ImagingReport>;

  test('what one message says of them is one version', () => {
    expect(
      report([
        ['CHEST', 'final', 'Clear.'],
        ['ABDO', 'final', 'No free gas.'],
      ]),
    ).toMatchObject({
      status: 'final',
      code: { text: 'CHEST; ABDO', codings: [{ code: 'CHEST' }, { code: 'ABDO' }] },
      text: 'CHEST\nClear.\n\nABDO\nNo free gas.',
      previous: [],
    });
  });

  test('all of them go to whom the number is told of next, and only what is told of the first again comes back', () => {
    const other = { recordId: 'RWE|S7654321' };
    const told: readonly (readonly Examined[])[] = [
      [
        ['CHEST', 'final', 'Clear.'],
        ['ABDO', 'final', 'No free gas.'],
      ],
      [['CHEST', 'final', 'Clear.', other]],
      [['CHEST', 'final', 'Clear.']],
    ];
    const texts = (messages: number) =>
      foldImagingReport('ris@RWE', told.slice(0, messages).flatMap(events)).map(({ recordId, body }) => {
        const { status, text = null } = body as Kept<ImagingReport>;
        return [recordId, status, text];
      });
    expect(texts(2)).toEqual([
      ['RWE|S1234567', 'entered-in-error', null],
      ['RWE|S7654321', 'final', 'Clear.'],
    ]);
    expect(texts(3)).toEqual([
      ['RWE|S1234567', 'final', 'CHEST\nClear.'],
      ['RWE|S7654321', 'entered-in-error', null],
    ]);
  });

  test('a correction of one beside another that is pending is shown', () => {
    const kept = report(
      [['CHEST', 'final', 'Clear.']],
      [
        ['CHEST', 'corrected', 'A nodule.'],
        ['ABDO', 'preliminary', 'Draft.'],
      ],
    );
    expect(kept).toMatchObject({
      status: 'partial',
      text: 'CHEST\nA nodule.\n\nABDO\nDraft.',
      previous: [{ text: 'Clear.' }],
    });
  });

  test('one withdrawn is shown no more, though the other is only pending', () => {
    const kept = report(
      [['CHEST', 'final', 'Clear.']],
      [
        ['CHEST', 'final', null],
        ['ABDO', 'preliminary', 'Draft.'],
      ],
    );
    expect(kept).toMatchObject({
      status: 'preliminary',
      code: { text: 'ABDO' },
      text: 'ABDO\nDraft.',
      retracted: false,
    });
    expect(JSON.stringify(kept)).not.toContain('Clear');
  });

  test('a final one is not taken back by a late preliminary, alone or beside another', () => {
    const both: readonly Examined[] = [
      ['CHEST', 'final', 'Clear.'],
      ['ABDO', 'final', 'No free gas.'],
    ];
    for (const late of [
      [['CHEST', 'preliminary', 'Draft.']],
      [
        ['CHEST', 'final', 'Clear.'],
        ['ABDO', 'preliminary', 'Draft.'],
      ],
    ] as const)
      expect(report(both, late)).toMatchObject({
        status: 'final',
        text: 'CHEST\nClear.\n\nABDO\nNo free gas.',
        previous: [],
      });
  });

  test('one that will not be done is as settled as one that is, and is not opened again by a late preliminary', () => {
    const done: readonly Examined[] = [
      ['CHEST', 'final', 'Clear.'],
      ['ABDO', 'cancelled', ''],
    ];
    expect(report(done)).toMatchObject({ status: 'final' });
    const late: readonly Examined[] = [
      ['CHEST', 'final', 'Clear.'],
      ['ABDO', 'preliminary', 'Draft.'],
    ];
    expect(report(done, late)).toMatchObject({ status: 'final', previous: [] });
  });

  test('all withdrawn, the report is retracted and says nothing', () => {
    const kept = report(
      [['CHEST', 'final', 'Clear.']],
      [
        ['CHEST', 'final', null],
        ['ABDO', 'final', null],
      ],
    );
    expect(kept).toMatchObject({ status: 'entered-in-error', retracted: true });
    expect(JSON.stringify(kept)).not.toContain('Clear');
  });

  test('the same examination twice is two: one of them may not open again unseen', () => {
    const twice: readonly Examined[] = [
      ['KNEE', 'final', 'Left.'],
      ['KNEE', 'final', 'Right.'],
    ];
    const late: readonly Examined[] = [
      ['KNEE', 'final', 'Left.'],
      ['KNEE', 'preliminary', 'Draft.'],
    ];
    expect(report(twice, late)).toMatchObject({ status: 'final', text: 'KNEE\nLeft.\n\nKNEE\nRight.' });
  });

  test('told in messages of their own, each stays, and a correction replaces one', () => {
    const chest: Examined = ['CHEST', 'final', 'Clear.'];
    const abdomen: Examined = ['ABDO', 'final', 'No free gas.'];
    expect(report([chest], [abdomen])).toMatchObject({
      ...{ status: 'final', text: 'CHEST\nClear.\n\nABDO\nNo free gas.' },
      code: { text: 'CHEST; ABDO' },
      previous: [{ text: 'Clear.' }],
    });
    expect(report([chest], [abdomen], [['CHEST', 'corrected', 'A nodule.']])).toMatchObject({
      ...{ status: 'corrected', text: 'CHEST\nA nodule.\n\nABDO\nNo free gas.' },
    });
    expect(report([chest, abdomen], [['ABDO', 'corrected', 'Free gas.']])).toMatchObject({
      text: 'CHEST\nClear.\n\nABDO\nFree gas.',
    });
  });

  test('one that is pending is told of beside one that is final', () => {
    expect(report([['CHEST', 'final', 'Clear.']], [['HEAD', 'preliminary', 'Draft.']])).toMatchObject({
      ...{ status: 'partial', text: 'CHEST\nClear.\n\nHEAD\nDraft.' },
    });
  });

  test('a message that is late for one of them is not late for the other', () => {
    const late: readonly Examined[] = [
      ['CHEST', 'preliminary', 'Draft.'],
      ['HEAD', 'final', 'No haemorrhage.'],
    ];
    expect(report([['CHEST', 'final', 'Clear.']], late)).toMatchObject({
      ...{ status: 'final', text: 'CHEST\nClear.\n\nHEAD\nNo haemorrhage.' },
    });
  });

  test('one withdrawn in a message of its own leaves the other, and is shown no more', () => {
    const kept = report(
      [['CHEST', 'final', 'Clear.']],
      [['ABDO', 'final', 'No free gas.']],
      [['CHEST', 'final', null]],
    );
    expect(kept).toMatchObject({
      status: 'final',
      retracted: false,
      code: { text: 'ABDO' },
      text: 'ABDO\nNo free gas.',
    });
    expect(JSON.stringify(kept)).not.toContain('Clear');
    expect(kept.previous).toHaveLength(2);
  });

  test('one examination ordered twice is two, and each is replaced by its own', () => {
    const [left, right] = [{ placerNumber: 'ORD1' }, { placerNumber: 'ORD2' }];
    const first: readonly Examined[] = [['KNEE', 'final', 'Left.', left]];
    const second: readonly Examined[] = [['KNEE', 'final', 'Right.', right]];
    expect(report(first, second).text).toBe('KNEE\nLeft.\n\nKNEE\nRight.');
    expect(report(first, second, [['KNEE', 'corrected', 'A fracture.', right]]).text).toBe(
      'KNEE\nLeft.\n\nKNEE\nA fracture.',
    );
    // A copy that leaves out the order is still of the same.
    expect(report(first, [['KNEE', 'corrected', 'Sprained.']])).toMatchObject({ text: 'Sprained.' });
  });

  test('what two people reported is nobody else’s, and was issued with the last of it', () => {
    const [ray, beam] = [
      { text: 'RAY, Rose (Dr)', identifier: { system: 'gmc', value: 'C1' } },
      { text: 'BEAM, Ann (Dr)' },
    ];
    const later = '2026-11-20T09:00:00.000Z' as Instant;
    const chest: Examined = ['CHEST', 'final', 'Clear.', { reporter: ray, issued: later }];
    expect(report([chest], [['ABDO', 'final', 'No free gas.', { reporter: ray }]])).toMatchObject({
      reporter: ray,
      issued: later,
    });
    const both = report([chest], [['ABDO', 'final', 'No free gas.', { reporter: beam }]]);
    expect(both.reporter).toEqual({ text: 'RAY, Rose (Dr); BEAM, Ann (Dr)' });
    expect(report([chest], [['ABDO', 'final', 'No free gas.']]).reporter).toBeUndefined();
  });

  test('however they are divided into messages, what stands is the same', () => {
    const all: readonly Examined[] = [
      ['CHEST', 'preliminary', 'Draft.'],
      ['ABDO', 'final', 'No free gas.'],
      ['CHEST', 'final', 'Clear.'],
      ['HEAD', 'final', 'No haemorrhage.'],
      ['CHEST', 'preliminary', 'Draft.'],
      ['HEAD', 'corrected', 'A bleed.'],
      ['ABDO', 'final', null],
    ];
    const standing = ({ previous: _previous, source: _source, ...kept }: Kept<ImagingReport>): unknown => kept;
    const alone = standing(report(...all.map((one) => [one])));
    fc.assert(
      fc.property(fc.subarray([2, 4, 6]), (ends) => {
        const divided = [...ends, all.length].map((end, at) => all.slice(ends[at - 1] ?? 0, end));
        fc.pre(divided.every((message) => new Set(message.map(([code]) => code)).size === message.length));
        expect(standing(report(...divided))).toEqual(alone);
      }),
    );
    expect(alone).toMatchObject({ status: 'corrected', text: 'CHEST\nClear.\n\nHEAD\nA bleed.' });
  });
});
