import type { ImagingReport, ImagingStudy } from '../../schema/clinical/imaging';
import { instanceParts, type InstanceName } from '../../schema/identifiers';

const organisationOf = (instance: InstanceName): string => instanceParts(instance).organisation;

/**
 * The report that carries a study's accession number, which each hospital gives by itself: its own hospital's before
 * another's, and none where two others have one. An archive may hold studies for several hospitals.
 */
export const reportOfStudy = (
  { accessionNumber, source }: ImagingStudy,
  reports: readonly ImagingReport[],
): ImagingReport | undefined => {
  const numbered = reports.filter((report) => report.accessionNumber === accessionNumber);
  const [only, ...others] = numbered;
  const organisation = organisationOf(source.instance);
  return (
    numbered.find((report) => organisationOf(report.source.instance) === organisation) ??
    (others.length === 0 ? only : undefined)
  );
};
