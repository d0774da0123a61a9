import type { GraphQLResolveInfo } from 'graphql';
import type { GrantInUse } from '../../schema/access';
import type { ImagingReport, ImagingStudy } from '../../schema/clinical/imaging';
import type { PersonIdentity } from '../../schema/clinical/person';
import { lastMomentOf, londonDay, type DateRange } from '../../schema/time';
import { askPerson, personById } from '../asking';
import { hasCode, type CodingArgs } from '../codes';
import { completenessOf, sourceOf, systemNames } from '../completeness';
import { connection, type PageArgs } from '../connection';
import { personList, type ListArgs, type PatientReference } from '../person-list';
import { recordsOf } from '../records';
import { enumValue, scalars } from '../scalars';
import { tellSingle } from '../single-field';
import { defineSubgraph, type SubgraphContext } from '../subgraph';
import { EVER, FOREVER, lastDays, windowOf, within, type WindowArgs } from '../windows';
import { reportOfStudy } from './report-of-study';

interface Filter {
  readonly modalities?: readonly string[] | null;
  readonly codes?: readonly CodingArgs[] | null;
  readonly window?: WindowArgs | null;
}

const reportNode = (report: ImagingReport) => ({
  ...report,
  text: report.text ?? null,
  status: enumValue(report.status),
  previous: report.previous.map((version) => ({ ...version, status: enumValue(version.status) })),
});

/** A study of the archive and the report that carries its accession number. */
interface Examination {
  readonly study: ImagingStudy;
  readonly report: ImagingReport | undefined;
  readonly person: PersonIdentity;
  /** The study was shown under this grant. */
  readonly breakGlass: GrantInUse | undefined;
}

/** DICOM writes its codes in capitals; a reader may not, and must not be told that there is no such study. */
const hasModality = ({ modalities }: ImagingStudy, wanted: readonly string[]): boolean => {
  const codes = new Set(wanted.map((code) => code.trim().toUpperCase()));
  return modalities.some((modality) => codes.has(modality.toUpperCase()));
};

const hasStart = ({ started, startedDate }: ImagingStudy): boolean => (started ?? startedDate) !== undefined;

/** A study of a day is anywhere in it. */
const isBegunIn = (window: DateRange, { started, startedDate }: ImagingStudy): boolean => {
  if (startedDate === undefined) return within(window, started);
  const day = londonDay(startedDate);
  return day.from < window.to && day.to > window.from;
};

/** For the order, newest first: of a day, its end, so that the newest is not behind another. */
const beganAt = ({ started, startedDate }: ImagingStudy): string => started ?? lastMomentOf(startedDate ?? '') ?? '';

/** Codes are on the report when the archive does not send them. */
const isWanted = ({ study, report }: Examination, filter: Filter | null | undefined, window: DateRange): boolean =>
  (!filter?.modalities || hasModality(study, filter.modalities)) &&
  (!filter?.codes ||
    (study.code !== undefined && hasCode(study.code, filter.codes)) ||
    (report !== undefined && hasCode(report.code, filter.codes))) &&
  (!hasStart(study) ? !filter?.window : isBegunIn(window, study));

const imagingStudies = async (
  { id }: PatientReference,
  { filter, ...page }: PageArgs & { filter?: Filter | null },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object | null> => {
  const person = await personById(context, id);
  if (!person) return null;
  const window = windowOf(filter?.window, { from: EVER, to: FOREVER });
  // A filter by code needs the reports; without one they are asked for only when a report is selected.
  const [studies, reports] = await Promise.all([
    askPerson(context, 'imaging-studies', person, filter?.window ? { window } : {}),
    filter?.codes ? askPerson(context, 'imaging-reports', person, {}) : [],
  ]);
  const told = recordsOf(reports);
  const answers = [...studies, ...reports];
  const names = systemNames(answers);
  const breakGlass = studies.find((answer) => answer.breakGlass)?.breakGlass;
  const examinations = recordsOf(studies)
    .map((study) => ({
      study,
      person,
      breakGlass,
      report: reportOfStudy(study, told),
    }))
    .filter((examination) => isWanted(examination, filter, window));
  return connection(
    examinations,
    page,
    { key: ({ study }) => beganAt(study), direction: 'descending' },
    ({ study }) => study.key,
    (examination) => ({
      ...examination.study,
      code: examination.study.code ?? examination.report?.code ?? null,
      id: context.door.ids.seal('study', examination.study.key),
      source: sourceOf(examination.study.source, names),
      examination,
    }),
    completenessOf(context, info.path, answers, filter?.window ? window : null),
  );
};

interface StudyParent {
  readonly examination: Examination;
}

const studyReport = async (
  { examination }: StudyParent,
  _: unknown,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
) => {
  if (!examination.study.accessionNumber) return null;
  const answers = await askPerson(context, 'imaging-reports', examination.person, {});
  tellSingle(context, info.path, answers);
  const report = reportOfStudy(examination.study, recordsOf(answers));
  return report
    ? {
        ...reportNode(report),
        id: context.door.ids.seal('report', report.key),
        source: sourceOf(report.source, systemNames(answers)),
      }
    : null;
};

/** Only on this server and only for a minute: the archive's own address never reaches a browser. */
const thumbnailUrl = (
  { examination: { study, person, breakGlass } }: StudyParent,
  _: unknown,
  context: SubgraphContext,
): string | null =>
  study.availability === 'ONLINE'
    ? context.door.imagingLinks.issue(
        {
          ...{ instance: study.source.instance, studyUid: study.uid, study: study.key, person: person.id },
          ...(breakGlass && { breakGlass }),
        },
        context.ask,
      )
    : null;

/** Pictures and their reports, joined by accession number. */
export const imagingSubgraph = defineSubgraph('imaging', {
  ...scalars,
  Patient: {
    imagingStudies,
    imagingReports: personList<'imaging-reports', ListArgs & { window?: WindowArgs | null }, object>({
      capability: 'imaging-reports',
      kind: 'report',
      order: { key: ({ issued }) => issued, direction: 'descending' },
      window: ({ window }) => windowOf(window, { from: EVER, to: FOREVER }),
      keep: ({ issued, retracted }, _, window) => !retracted && (!window || within(window, issued)),
      node: reportNode,
    }),
    imagingOrders: personList<'imaging-orders', ListArgs & { window?: WindowArgs | null }, object>({
      capability: 'imaging-orders',
      kind: 'imaging-order',
      order: { key: ({ orderedAt }) => orderedAt, direction: 'descending' },
      window: ({ window }, context) => windowOf(window, lastDays(context, 90)),
      keep: ({ orderedAt }, _, window) => !window || within(window, orderedAt),
      node: (order) => ({ ...order, status: enumValue(order.status) }),
    }),
  },
  ImagingStudy: { report: studyReport, thumbnailUrl },
});
