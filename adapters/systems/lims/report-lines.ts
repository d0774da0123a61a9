import type { LabResult } from '../../../schema/clinical/pathology';
import type { Refusal } from '../../contract';
import type { Segment } from '../../wire/hl7v2/message';
import { isOrganism, organismAbove, parentLine } from './organisms';
import type { ReportGroups } from './report-groups';
import { lineKey, resultLines, withUniqueKeys, type Writing } from './result-line';

/** Lines of one OBR, those of an organism with its line as `parent`. */
const linesOfSet = (members: readonly Segment[], writing: Writing): readonly LabResult[] | Refusal => {
  const results = resultLines(members, writing);
  if ('hl7' in results) return results;
  const organisms = members.filter(isOrganism);
  if (organisms.length === 0) return results;
  const above = new Map(
    members.flatMap((obx) => {
      const organism = obx.name === 'OBX' ? organismAbove(obx, organisms) : undefined;
      return organism ? [[lineKey(obx), lineKey(organism)] as const] : [];
    }),
  );
  return results.map((result) => {
    const parent = above.get(result.key);
    return parent === undefined ? result : { ...result, parent };
  });
};

/**
 * Every line of a report, sensitivities too: as lines of their own below their organism's they keep what an S or an R
 * does not say (a concentration, a comment), and are there even where no organism is named.
 */
export const reportLines = ({ sets, children }: ReportGroups, writing: Writing): readonly LabResult[] | Refusal => {
  const all: LabResult[] = [];
  for (const { members } of sets) {
    const lines = linesOfSet(members, writing);
    if ('hl7' in lines) return lines;
    all.push(...lines);
  }
  const members = sets.flatMap((set) => set.members);
  for (const child of children) {
    const lines = resultLines(child.members, writing);
    if ('hl7' in lines) return lines;
    const above = parentLine(child.obr, members);
    const parent = above && lineKey(above);
    const under = parent ?? child.obr.text(4);
    all.push(...lines.map((line) => ({ ...line, key: `${under}>${line.key}`, ...(parent && { parent }) })));
  }
  return withUniqueKeys(all);
};
