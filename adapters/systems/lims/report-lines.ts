import type { LabResult } from '../../../schema/clinical/pathology';
import type { Refusal } from '../../contract';
import { governedBy, reportStatus } from '../../segments/result-status';
import type { Segment } from '../../wire/hl7v2/message';
import { isOrganism, organismAbove, parentLine } from './organisms';
import type { ReportGroup, ReportGroups } from './report-groups';
import { lineKey, resultLines, withUniqueKeys, type Writing } from './result-line';

/** Lines of one OBR, those of an organism with its line as `parent`. */
const linesOfSet = (set: ReportGroup, writing: Writing): readonly LabResult[] | Refusal => {
  const results = resultLines(set, writing);
  if ('hl7' in results) return results;
  const organisms = set.members.filter(isOrganism);
  if (organisms.length === 0) return results;
  const above = new Map(
    set.members.flatMap((obx) => {
      const organism = obx.name === 'OBX' ? organismAbove(obx, organisms) : undefined;
      return organism ? [[lineKey(obx), lineKey(organism)] as const] : [];
    }),
  );
  return results.map((result) => {
    const parent = above.get(result.key);
    return parent === undefined ? result : { ...result, parent };
  });
};

/** Lines of sensitivities, named below the line of their parent. */
const linesOfChild = (
  child: ReportGroup,
  members: readonly Segment[],
  writing: Writing,
): readonly LabResult[] | Refusal => {
  const lines = resultLines(child, writing);
  if ('hl7' in lines) return lines;
  const above = parentLine(child.obr, members);
  const parent = above && lineKey(above);
  const under = parent ?? child.obr.text(4);
  return lines.map((line) => ({ ...line, key: `${under}>${line.key}`, ...(parent && { parent }) }));
};

const wordOf = ({ obr }: ReportGroup) => reportStatus(obr.text(25));

/**
 * Every line of a report, sensitivities too: as lines of their own below their organism's they keep what an S or an R
 * does not say (a concentration, a comment), and are there even where no organism is named. Where the words of the sets
 * differ (OBR-25), the report's is none of theirs: each governs the lines of its own set.
 */
export const reportLines = ({ sets, children }: ReportGroups, writing: Writing): readonly LabResult[] | Refusal => {
  const members = sets.flatMap((set) => set.members);
  const differ = new Set(sets.map(wordOf)).size > 1;
  const all: LabResult[] = [];
  for (const group of [...sets, ...children]) {
    const lines = children.includes(group) ? linesOfChild(group, members, writing) : linesOfSet(group, writing);
    if ('hl7' in lines) return lines;
    all.push(...(differ ? lines.map((line) => ({ ...line, status: governedBy(wordOf(group), line.status) })) : lines));
  }
  return withUniqueKeys(all);
};
