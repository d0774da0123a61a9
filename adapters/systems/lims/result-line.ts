import type { LabResult } from '../../../schema/clinical/pathology';
import type { FeedProfile } from '../../contract';
import { codeableConcept } from '../../segments/cwe';
import { lineStatus } from '../../segments/result-status';
import { instantOfTs } from '../../segments/ts';
import type { Segment } from '../../wire/hl7v2/message';
import { interpretationOf } from './interpretation';
import { referenceRanges, valueOfLine } from './result-value';

interface Line {
  readonly obx: Segment;
  readonly notes: readonly string[];
  /** Further OBX of the same line: text sent a line at a time. */
  readonly more: readonly Segment[];
}

const isText = (obx: Segment): boolean => ['TX', 'FT'].includes(obx.text(2));
const keyOf = (obx: Segment): string => [obx.text(3), obx.text(4)].filter((part) => part !== '').join('|');

/** OBX with the NTE that follow it; consecutive text lines of one code and sub-id are one result. */
const linesOf = (members: readonly Segment[]): readonly Line[] => {
  const lines: Line[] = [];
  for (const segment of members) {
    const last = lines.at(-1);
    if (segment.name === 'NTE' && last) lines[lines.length - 1] = { ...last, notes: [...last.notes, segment.text(3)] };
    if (segment.name !== 'OBX') continue;
    if (last && isText(segment) && isText(last.obx) && keyOf(segment) === keyOf(last.obx))
      lines[lines.length - 1] = { ...last, more: [...last.more, segment] };
    else lines.push({ obx: segment, notes: [], more: [] });
  }
  return lines;
};

/** A withdrawn line keeps its name and loses its value: nobody may read it again. */
export const resultLines = (members: readonly Segment[], profile: FeedProfile): readonly LabResult[] =>
  linesOf(members).flatMap(({ obx, notes, more }): readonly LabResult[] => {
    const code = codeableConcept(obx, 3, profile.instance, 'test');
    if (!code) return [];
    const status = lineStatus(obx.text(11));
    if (status === 'entered-in-error') return [{ key: keyOf(obx), code, status, referenceRanges: [], notes: [] }];
    const value = valueOfLine(obx, profile);
    const text = [value.valueText, ...more.map((next) => valueOfLine(next, profile).valueText)]
      .filter((part) => part !== undefined)
      .join('\n');
    const interpretation = interpretationOf(obx.text(8));
    const issued = instantOfTs(obx.text(19)) ?? instantOfTs(obx.text(14));
    return [
      {
        key: keyOf(obx),
        code,
        status,
        ...value,
        ...(text !== '' && { valueText: text }),
        referenceRanges: referenceRanges(obx),
        ...(interpretation && { interpretation }),
        ...(issued && { issued }),
        notes,
      },
    ];
  });
