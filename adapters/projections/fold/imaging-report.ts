import type { ImagingReport } from '../../../schema/clinical/imaging';
import { instanceParts } from '../../../schema/identifiers';
import type { InstanceName } from '../../../schema/identifiers';
import { IMAGING_REPORTS } from './examination-versions';
import { present } from './patch';
import type { ImagingTold } from './report-parts';
import { lastRetraction, statusOf, withdrawnAfter } from './report-versions';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import { reportKey, reportsOf } from './whose-report';
import type { OwnReport, PersonOf } from './whose-report';

const rowOf = (instance: InstanceName, { nth, versions, elsewhere }: OwnReport<ImagingTold>): readonly Row[] => {
  const last = versions.at(-1)?.told;
  if (last === undefined) return [];
  const { event } = last;
  const withdrawnUpTo = lastRetraction(versions);
  const { organisation } = instanceParts(instance);
  const body: Kept<ImagingReport> = {
    key: reportKey(organisation, event.accessionNumber, nth),
    source: sourceOf(instance, last),
    accessionNumber: event.accessionNumber,
    status: statusOf(event),
    code: event.code,
    issued: event.issued,
    previous: versions
      .slice(0, -1)
      .map(({ told: version, parts }, at) => {
        // Its text tells of all its examinations: with one withdrawn, none of it is shown.
        const withdrawn = withdrawnAfter(versions, at);
        const hidden = at <= withdrawnUpTo || [...parts.keys()].some((key) => withdrawn.has(key));
        return {
          status: statusOf(version.event),
          issued: version.event.issued,
          messageId: version.messageId,
          ...(hidden ? {} : { text: version.event.text }),
        };
      })
      .reverse(),
    retracted: event.retracted,
    ...present({
      placerNumber: event.placerNumber,
      reporter: event.reporter,
      text: event.retracted ? undefined : event.text,
      elsewhere,
    }),
  };
  return [
    {
      kind: 'imaging-reports',
      key: `${event.recordId}|${body.key}`,
      recordId: event.recordId,
      organisation,
      ward: null,
      from: event.issued,
      to: event.issued,
      open: false,
      sensitive: false,
      body,
    },
  ];
};

/**
 * What one accession number says, of each person of whom it was told: a row each. It is joined to its study by that
 * number elsewhere.
 */
export const foldImagingReport = (
  instance: InstanceName,
  told: readonly ImagingTold[],
  personOf?: PersonOf,
): readonly Row[] => reportsOf(IMAGING_REPORTS, told, personOf).flatMap((report) => rowOf(instance, report));
