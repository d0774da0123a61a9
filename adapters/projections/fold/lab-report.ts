import type { LabReport, LabResult, ReportVersion } from '../../../schema/clinical/pathology';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { LAB_REPORTS } from './lab-versions';
import { present } from './patch';
import type { LabTold } from './report-parts';
import { lastRetraction, statusOf, withdrawnAfter } from './report-versions';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import { reportKey, reportsOf } from './whose-report';
import type { OwnReport, PersonOf } from './whose-report';

/** A withdrawn line keeps its name, and loses what it said. */
const withoutValue = ({ key, code, parent }: LabResult): LabResult => ({
  ...{ key, code, status: 'entered-in-error', referenceRanges: [], notes: [] },
  ...present({ parent }),
});

const rowOf = (instance: InstanceName, { nth, versions, elsewhere }: OwnReport<LabTold>): readonly Row[] => {
  const last = versions.at(-1)?.told;
  if (last === undefined) return [];
  const { event } = last;
  const withdrawnUpTo = lastRetraction(versions);
  const previous = versions
    .slice(0, -1)
    .map(({ told: version }, at): ReportVersion => {
      const withdrawn = withdrawnAfter(versions, at);
      const results = version.event.results.map((line) => (withdrawn.has(line.key) ? withoutValue(line) : line));
      return {
        status: statusOf(version.event),
        issued: version.event.issued,
        messageId: version.messageId,
        results: at <= withdrawnUpTo ? [] : results,
      };
    })
    .reverse();
  const { organisation } = instanceParts(instance);
  const body: Kept<LabReport> = {
    key: reportKey(organisation, event.fillerNumber, nth),
    source: sourceOf(instance, last),
    fillerNumber: event.fillerNumber,
    status: statusOf(event),
    code: event.code,
    issued: event.issued,
    laboratory: event.laboratory,
    results: event.retracted ? [] : event.results,
    organisms: event.retracted ? [] : event.organisms,
    previous,
    retracted: event.retracted,
    subject: { record: { instance, recordId: event.recordId }, identifiers: [] },
    ...present({
      placerNumber: event.placerNumber,
      collected: event.collected,
      collectedDate: event.collectedDate,
      requester: event.requester,
      specimen: event.specimen,
      document: event.retracted ? undefined : event.document,
      elsewhere,
    }),
  };
  return [
    {
      kind: 'lab-reports',
      key: `${event.recordId}|${body.key}`,
      recordId: event.recordId,
      organisation: event.ward?.organisation ?? organisation,
      ward: event.ward?.code ?? null,
      from: event.issued,
      to: event.issued,
      open: false,
      sensitive: false,
      body,
    },
  ];
};

/** What one filler number says, of each person of whom it was told: a row each. */
export const foldLabReport = (instance: InstanceName, told: readonly LabTold[], personOf?: PersonOf): readonly Row[] =>
  reportsOf(LAB_REPORTS, told, personOf).flatMap((report) => rowOf(instance, report));
