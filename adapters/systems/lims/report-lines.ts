import type { LabResult } from '../../../schema/clinical/pathology';
import type { ReportedSet } from '../../../schema/events';
import type { Refusal } from '../../contract';
import { governedBy, reportStatus } from '../../segments/result-status';
import type { Segment } from '../../wire/hl7v2/message';
import { isOrganism, organismAbove, parentLine } from './organisms';
import type { ReportGroup, ReportGroups } from './report-groups';
import { lineKey, resultLines, setKey, withUniqueKeys, type Writing } from './result-line';

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

/** The set that a child's parent stands in. */
const setOf = (child: ReportGroup, sets: readonly ReportGroup[]): ReportGroup | undefined =>
  sets.find(({ members }) => parentLine(child.obr, members) !== undefined);

/** What stands under one filler number, line by line and set by set. */
export interface ReportLines {
  readonly results: readonly LabResult[];
  readonly sets: readonly ReportedSet[];
}

/**
 * Every line of a report, sensitivities too: as lines of their own below their organism's they keep what an S or an R
 * does not say (a concentration, a comment), and are there even where no organism is named. Where the words of the sets
 * differ (OBR-25), the report's is none of theirs: each governs the lines of its own set.
 */
export const reportLines = ({ sets, children }: ReportGroups, writing: Writing): ReportLines | Refusal => {
  const members = sets.flatMap((set) => set.members);
  const differ = new Set(sets.map(wordOf)).size > 1;
  const all: { readonly line: LabResult; readonly of: ReportGroup | undefined }[] = [];
  for (const group of [...sets, ...children]) {
    const isChild = children.includes(group);
    const lines = isChild ? linesOfChild(group, members, writing) : linesOfSet(group, writing);
    if ('hl7' in lines) return lines;
    const of = isChild ? setOf(group, sets) : group;
    for (const line of lines)
      all.push({ line: differ ? { ...line, status: governedBy(wordOf(group), line.status) } : line, of });
  }
  const results = withUniqueKeys(all.map(({ line }) => line));
  const keysOf = (set: ReportGroup): readonly string[] =>
    results.flatMap(({ key }, at) => (all[at]?.of === set ? [key] : []));
  return {
    results,
    sets: withUniqueKeys(
      sets.map((set): ReportedSet => ({ key: setKey(set.obr), status: wordOf(set), lines: keysOf(set) })),
    ),
  };
};
