import type { ImagingReport, ImagingStudy } from '../../schema/clinical/imaging';
import { instanceParts, type InstanceName } from '../../schema/identifiers';

const organisationOf = (instance: InstanceName): string => instanceParts(instance).organisation;

/** What stands before what was withdrawn, then the newest. */
const before = (one: ImagingReport, other: ImagingReport): number =>
  Number(one.retracted) - Number(other.retracted) || Date.parse(other.issued) - Date.parse(one.issued);

/**
 * The report that carries a study's accession number, which each hospital gives by itself: its own hospital's before
 * another's, and none where two others have one. An archive may hold studies for several hospitals. A hospital's own may
 * be several: what a system told before it was replaced, and what its successor tells. One that was withdrawn is shown
 * where none stands.
 */
export const reportOfStudy = (
  { accessionNumber, source }: ImagingStudy,
  reports: readonly ImagingReport[],
): ImagingReport | undefined => {
  const numbered = reports.filter((report) => report.accessionNumber === accessionNumber);
  const organisation = organisationOf(source.instance);
  const own = numbered.filter((report) => organisationOf(report.source.instance) === organisation);
  const others = new Set(numbered.map((report) => organisationOf(report.source.instance)));
  const [first] = (own.length > 0 ? own : others.size === 1 ? numbered : []).sort(before);
  return first;
};
