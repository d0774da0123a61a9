import fc from 'fast-check';
import { freshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { ImagingReport } from '../../schema/clinical/imaging';
import type { ObservationStatus } from '../../schema/clinical/observation';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { LabReport, ReportStatus } from '../../schema/clinical/pathology';
import type { DomainEvent } from '../../schema/events';
import type { PersonId } from '../../schema/identifiers';
import { HOUR, instantOf } from '../../schema/time';
import type { Instant } from '../../schema/time';
import { createIdentityIndex } from '../identity';
import type { Store } from '../store';
import { createProjectionReader } from './projection-reader';
import { createProjector } from './projector';
import type { ProjectionReader, ReadOptions } from './reader';

/**
 * Two records that turn out to be one person's, the one number under which all might have been told, and somebody else of
 * whom the same report was told in between.
 */
const [FIRST, SECOND, ONE, ANOTHER] = ['RWE|S1', 'RWE|S2', 'RWE|S3', 'RWE|S4'] as const;
const NOW = '2026-11-20T10:00:00.000Z' as Instant;
const at = (minute: number): Instant => instantOf(Date.parse(NOW) + minute * 60_000);
const clock = fixedClock(NOW);

let store: Store;
let drop: () => Promise<void>;
let reader: ProjectionReader;
beforeAll(async () => {
  ({ store, drop } = await freshDatabase());
  reader = createProjectionReader({ store, instance: 'lims@RWE', silenceMs: HOUR, clock });
  await store.db.insertInto('known_feed').values({ name: 'lims', instance: 'lims@RWE' }).execute();
  await store.db
    .insertInto('message')
    .values({
      ...{ feed: 'lims', instance: 'lims@RWE', received_at: NOW, peer: '', bytes: Buffer.from('x'), charset: 'utf8' },
      ...{ content_hash: Buffer.from('x'), sending_application: '', sending_facility: '', message_type: 'ORU' },
      ...{ trigger_event: 'R01', control_id: '', processing_id: 'P', version: '2.5.1', accepted: true },
      ...{ partition_keys: [], state: 'translated', reason: null, told_code: null, told_text: null },
      conflicts_with: null,
    })
    .execute();
});
afterAll(() => drop());
beforeEach(async () => {
  await store.db.deleteFrom('projection').execute();
  await store.db.deleteFrom('event').execute();
});

const someone = (...recordIds: readonly string[]): PersonIdentity => ({
  ...{ id: `pt_${recordIds.join('')}` as PersonId, mergedIds: [], nhsNumberVerified: false, identifiers: [] },
  records: recordIds.map((recordId) => ({ instance: 'lims@RWE', recordId })),
  ...{ restricted: false, epoch: 1 },
});

let seq = 0;
const tell = async (...events: readonly DomainEvent[]): Promise<void> => {
  const projector = createProjector({ people: createIdentityIndex({ store, clock }) });
  seq += 1;
  const message = { instance: 'lims@RWE', feed: 'lims', seq, messageId: `m${seq}`, heardAt: NOW } as const;
  await store.db.transaction().execute((trx) => projector.apply(trx, { ...message, events }));
};

/** A report as it was told: under which record, its word, and each line's. */
interface Said {
  readonly under: typeof FIRST | typeof SECOND | typeof ANOTHER;
  readonly status: ReportStatus;
  readonly lines: Readonly<Partial<Record<string, ObservationStatus>>>;
  readonly minute: number;
}

const labReport = (recordId: string, filler: string, { status, lines, minute }: Said): DomainEvent => ({
  ...{ kind: 'lab-reported', recordId, fillerNumber: filler, status, issued: at(minute), occurredAt: at(minute) },
  ...{ code: { text: 'U&E', codings: [] }, laboratory: 'RWE', organisms: [] },
  results: Object.entries(lines).flatMap(([key, word]) =>
    word === undefined
      ? []
      : [
          {
            ...{ key, code: { text: key, codings: [] }, status: word, referenceRanges: [], notes: [] },
            ...(word === 'entered-in-error' ? {} : { valueText: `${key} of ${minute}` }),
          },
        ],
  ),
  retracted: Object.keys(lines).length > 0 && Object.values(lines).every((word) => word === 'entered-in-error'),
});

const imagingReport = (recordId: string, accession: string, { status, lines, minute }: Said): readonly DomainEvent[] =>
  Object.entries(lines).map(([code, word]): DomainEvent => ({
    ...{ kind: 'imaging-reported', recordId, accessionNumber: accession, issued: at(minute), occurredAt: at(minute) },
    ...{ code: { text: code, codings: [] }, text: `${code} of ${minute}`, retracted: word === 'entered-in-error' },
    status: word === 'preliminary' ? 'preliminary' : status,
  }));

const answered = async <K extends 'lab-reports' | 'imaging-reports'>(
  kind: K,
  person: PersonIdentity,
  options?: ReadOptions,
): Promise<readonly (LabReport | ImagingReport)[]> => {
  const [answer] = await reader.forPeople(kind, [person], options);
  return answer?.kind === 'found' ? answer.value : [];
};

/** Under which record and number it was told is all in which they may differ. */
const withoutNumber = (reports: readonly (LabReport | ImagingReport)[]): readonly object[] =>
  reports.map((report) => ({ ...report, ...{ subject: 0, key: 0, fillerNumber: 0, accessionNumber: 0 } }));

const STATUSES: readonly ReportStatus[] = ['partial', 'preliminary', 'final', 'corrected', 'cancelled'];
const WORDS: readonly ObservationStatus[] = ['preliminary', 'final', 'corrected', 'cancelled', 'entered-in-error'];
const word = fc.constantFrom(...WORDS);
const said: fc.Arbitrary<Said> = fc.record({
  ...{
    under: fc.constantFrom(FIRST, FIRST, SECOND, SECOND, ANOTHER),
    status: fc.constantFrom(...STATUSES),
    minute: fc.integer({ min: -90, max: -1 }),
  },
  lines: fc.record({ K: word, NA: word }, { requiredKeys: [] }),
});
const history = fc.array(said, { minLength: 2, maxLength: 6 });

let report = 0;

/** The record under which all that two records of a person say might have been told. */
const asOne = ({ under }: Said): string => (under === ANOTHER ? ANOTHER : ONE);

test('a laboratory report told under two records of a person is what it would be under one', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (versions) => {
      report += 1;
      for (const one of versions)
        await tell(labReport(one.under, `F${report}`, one), labReport(asOne(one), `ONE${report}`, one));
      const of = async (number: string, ...records: readonly string[]) =>
        (await answered('lab-reports', someone(...records))).filter(({ key }) => key === `RWE|${number}`);
      expect(withoutNumber(await of(`F${report}`, FIRST, SECOND))).toEqual(
        withoutNumber(await of(`ONE${report}`, ONE)),
      );
    }),
    { numRuns: 40 },
  );
});

test('and an imaging report, with its examinations', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (versions) => {
      report += 1;
      for (const one of versions)
        await tell(...imagingReport(one.under, `A${report}`, one), ...imagingReport(asOne(one), `ONE${report}`, one));
      const of = async (number: string, ...records: readonly string[]) =>
        (await answered('imaging-reports', someone(...records))).filter(({ key }) => key === `RWE|${number}`);
      expect(withoutNumber(await of(`A${report}`, FIRST, SECOND))).toEqual(
        withoutNumber(await of(`ONE${report}`, ONE)),
      );
    }),
    { numRuns: 25 },
  );
});

const version = (status: ReportStatus, lines: Said['lines'], minute: number): Said => ({
  ...{ under: FIRST, status, lines, minute },
});

test('what one record withdrew is not read in what the other had told', async () => {
  await tell(labReport(FIRST, 'F', version('final', { K: 'final', NA: 'final' }, -60)));
  await tell(labReport(SECOND, 'F', version('partial', { K: 'entered-in-error', NA: 'final' }, -50)));
  const reports = await answered('lab-reports', someone(FIRST, SECOND));
  expect(reports).toMatchObject([{ status: 'partial', results: [{ key: 'K', status: 'entered-in-error' }, { key: 'NA' }] }]); // prettier-ignore
  expect(reports[0]?.previous).toHaveLength(1);
  expect(JSON.stringify(reports)).not.toContain('K of -60');
});

test('told under another record of the same person it stands; where they are parted it is moved to that one', async () => {
  await tell(labReport(FIRST, 'F', version('final', { K: 'final' }, -60)));
  await tell(labReport(SECOND, 'F', version('final', { K: 'final' }, -50)));
  const FINAL = { value: [{ status: 'final', retracted: false }], warnings: [] };
  const MOVED = { value: [{ status: 'entered-in-error', retracted: true, results: [] }], warnings: [{ code: 'REPORT_MOVED' }] }; // prettier-ignore
  const read = (...people: readonly PersonIdentity[]) => reader.forPeople('lab-reports', people);
  expect(await read(someone(FIRST, SECOND))).toMatchObject([FINAL]);
  expect(await read(someone(FIRST), someone(SECOND))).toMatchObject([MOVED, FINAL]);
  expect(await read(someone(FIRST, SECOND), someone(SECOND, FIRST))).toMatchObject([FINAL, FINAL]);
});

test('an order told under two records of a person is one order; where they are parted it is moved to the later one', async () => {
  const order = (recordId: string, minute: number, status: 'active' | 'completed'): DomainEvent => ({
    ...{ kind: 'ordered', recordId, discipline: 'pathology', occurredAt: at(minute) },
    order: { placerNumber: 'P', status, code: { text: 'U&E', codings: [] }, orderedAt: at(minute) },
  });
  await tell(order(FIRST, -60, 'active'));
  await tell(order(SECOND, -50, 'completed'));
  const DONE = { value: [{ status: 'completed', orderedAt: at(-60) }], warnings: [] };
  const MOVED = { value: [{ status: 'revoked' }], warnings: [{ code: 'ORDER_MOVED' }] };
  const read = (...people: readonly PersonIdentity[]) => reader.forPeople('lab-orders', people);
  expect(await read(someone(FIRST, SECOND))).toMatchObject([DONE]);
  expect(await read(someone(FIRST), someone(SECOND))).toMatchObject([
    MOVED,
    { value: [{ status: 'completed' }], warnings: [] },
  ]);
});

test('newest first, within the window and up to the limit, by the version that stands', async () => {
  const both = someone(FIRST, SECOND);
  const keys = async (options?: ReadOptions) => (await answered('lab-reports', both, options)).map(({ key }) => key);
  // Told as issued a minute ago under one record, and after that corrected under the other, as issued long before.
  await tell(labReport(FIRST, 'F1', version('final', { K: 'final' }, -1)));
  await tell(labReport(SECOND, 'F1', version('corrected', { K: 'corrected' }, -60)));
  await tell(labReport(FIRST, 'F2', version('final', { K: 'final' }, -2)));
  await tell(labReport(SECOND, 'F3', version('final', { K: 'final' }, -90)));
  expect(await keys()).toEqual(['RWE|F2', 'RWE|F1', 'RWE|F3']);
  expect(await keys({ limit: 1 })).toEqual(['RWE|F2']);
  expect(await keys({ limit: 2 })).toEqual(['RWE|F2', 'RWE|F1']);
  expect(await keys({ window: { from: at(-10), to: NOW } })).toEqual(['RWE|F2']);
  expect(await keys({ window: { from: at(-70), to: at(-10) } })).toEqual(['RWE|F1']);
});
