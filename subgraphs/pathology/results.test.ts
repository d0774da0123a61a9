import type { Selection } from '../../schema/capabilities';
import type { Instant } from '../../schema/time';
import type { Connection } from '../connection';
import { answerOf, contextOver, INFO, NOW } from '../context-under-test';
import { labResults, latestResults } from './results';

const source = { instance: 'lims@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' };
const LOCAL = 'https://lims.example/test';
const line = (valueText: string, system: string) => ({
  ...{ key: valueText, code: { text: 'K', codings: [{ system, code: 'K' }] }, status: 'final', valueText },
  ...{ referenceRanges: [], notes: [] },
});
/** `collected` is a moment or a date. */
const report = (fillerNumber: string, collected: string, issued: string, system = LOCAL) => ({
  ...{ key: `RWE|${fillerNumber}`, source, fillerNumber, status: 'final', laboratory: 'LRI', issued },
  ...(collected.length > 10 ? { collected } : { collectedDate: collected }),
  ...{ code: { text: 'U&E', codings: [] }, results: [line(fillerNumber, system)], organisms: [], previous: [] },
  retracted: false,
});

/** A laboratory whose reports are found by when they were issued, as its feed is read. */
const over = (reports: readonly ReturnType<typeof report>[]) =>
  contextOver({
    person: (_, { window }: Selection) => [
      answerOf(
        'lab-reports',
        reports.filter(({ issued }) => !window || (issued >= window.from && issued < window.to)),
      ),
    ],
  });
const valuesOf = (list: object | null) =>
  (list as Connection<{ readonly valueText: string }>).nodes.map(({ valueText }) => valueText);

test('what was taken in a window is in its trend, however late it was reported or corrected', async () => {
  const taken = '2026-11-05T09:00:00.000Z';
  const reports = [
    report('reported at once', taken, '2026-11-05T10:00:00.000Z'),
    report('corrected', taken, '2026-11-19T10:00:00.000Z'),
    report('taken later', '2026-11-07T09:00:00.000Z', '2026-11-07T10:00:00.000Z'),
    report('taken before', '2026-11-01T09:00:00.000Z', '2026-11-05T10:00:00.000Z'),
  ];
  const window = { from: '2026-11-04T00:00:00.000Z' as Instant, to: '2026-11-06T00:00:00.000Z' as Instant };
  const codes = [{ system: LOCAL, code: 'K' }];
  const list = await labResults({ id: 'pt_1' }, { codes, window }, over(reports), INFO);
  expect(valuesOf(list).sort()).toEqual(['corrected', 'reported at once']);
  expect(list).toMatchObject({ completeness: { status: 'COMPLETE', window } });
});

test('of two codes of one name in two systems each has its newest result', async () => {
  const other = 'https://other.example/test';
  const reports = [
    report('potassium', '2026-11-05T09:00:00.000Z', NOW),
    report('vitamin K', '2026-11-06T09:00:00.000Z', NOW, other),
    report('older', '2026-11-04T09:00:00.000Z', NOW, other),
  ];
  const codes = [LOCAL, other].map((system) => ({ system, code: 'K' }));
  const list = await latestResults({ id: 'pt_1' }, { codes }, over(reports), INFO);
  expect(valuesOf(list)).toEqual(['potassium', 'vitamin K']);
});

describe('a specimen of which the date alone is known', () => {
  const codes = [{ system: LOCAL, code: 'K' }];
  const latest = async (...reports: readonly ReturnType<typeof report>[]) =>
    valuesOf(await latestResults({ id: 'pt_1' }, { codes }, over(reports), INFO));
  const dated = report('dated', '2026-07-01', '2026-07-01T13:00:00.000Z');
  const timed = (moment: string) => report(moment, moment, '2026-07-02T12:00:00.000Z');

  test('stands beside a result of that day, since either may be the newest', async () => {
    const morning = timed('2026-07-01T06:00:00.000Z');
    expect((await latest(morning, dated)).sort()).toEqual(['2026-07-01T06:00:00.000Z', 'dated']);
    expect((await latest(dated, morning)).sort()).toEqual(['2026-07-01T06:00:00.000Z', 'dated']);
  });

  test('is older than what was taken after it was reported, and newer than what was taken the day before', async () => {
    expect(await latest(dated, timed('2026-07-01T13:00:01.000Z'))).toEqual(['2026-07-01T13:00:01.000Z']);
    expect(await latest(dated, timed('2026-06-30T22:59:59.000Z'))).toEqual(['dated']);
    expect(await latest(dated, report('month', '2026-05', NOW))).toEqual(['dated']);
  });

  test('is in a window that any of it may lie in, and shown with its date and no time', async () => {
    const window = { from: '2026-07-01T12:00:00.000Z' as Instant, to: '2026-07-01T14:00:00.000Z' as Instant };
    const list = await labResults({ id: 'pt_1' }, { codes, window }, over([dated]), INFO);
    expect(list).toMatchObject({ nodes: [{ effective: null, effectiveDate: '2026-07-01' }] });
    const later = { from: '2026-07-01T13:00:01.000Z' as Instant, to: '2026-07-01T14:00:00.000Z' as Instant };
    expect(await labResults({ id: 'pt_1' }, { codes, window: later }, over([dated]), INFO)).toMatchObject({
      nodes: [],
    });
  });
});
