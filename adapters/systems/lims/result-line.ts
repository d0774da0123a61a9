import type { LabResult } from '../../../schema/clinical/pathology';
import type { FeedProfile, Refusal } from '../../contract';
import { codeableConcept } from '../../segments/cwe';
import { freeText } from '../../segments/free-text';
import { lineStatus } from '../../segments/result-status';
import { instantOfTs } from '../../segments/ts';
import type { Delimiters, Segment } from '../../wire/hl7v2/message';
import { interpretationOf } from './interpretation';
import { referenceRanges, valueOfLine } from './result-value';

/** How the message and its feed write. */
export interface Writing {
  readonly delimiters: Delimiters;
  readonly profile: FeedProfile;
}

interface Line {
  readonly obx: Segment;
  readonly notes: readonly string[];
  /** Further OBX of the same line: text sent a line at a time. */
  readonly more: readonly Segment[];
}

const isText = (obx: Segment): boolean => ['TX', 'FT'].includes(obx.text(2));
const isBlank = (obx: Segment): boolean => obx.raw(3) === '' && obx.raw(5) === '';

/** OBX-3 code (its name where it has none) and OBX-4 sub-id. */
export const lineKey = (obx: Segment): string =>
  [obx.text(3) || obx.text(3, 2) || obx.text(3, 4), obx.text(4)].filter((part) => part !== '').join('|');

export const isWithdrawn = (obx: Segment): boolean => lineStatus(obx.text(11)) === 'entered-in-error';

/**
 * OBX with the NTE that follow it; consecutive text lines of one code and sub-id are one result. A comment on the whole
 * report (NTE before the first OBX) is a comment on each of its lines: they are read apart from each other.
 */
const linesOf = (members: readonly Segment[], delimiters: Delimiters): readonly Line[] => {
  const lines: Line[] = [];
  const onAll: string[] = [];
  for (const segment of members) {
    const last = lines.at(-1);
    if (segment.name === 'NTE') {
      const note = freeText(segment, 3, delimiters).join('\n');
      if (note === '') continue;
      if (last) lines[lines.length - 1] = { ...last, notes: [...last.notes, note] };
      else onAll.push(note);
    }
    if (segment.name !== 'OBX' || isBlank(segment)) continue;
    if (last && isText(segment) && isText(last.obx) && lineKey(segment) === lineKey(last.obx))
      lines[lines.length - 1] = { ...last, more: [...last.more, segment] };
    else lines.push({ obx: segment, notes: [], more: [] });
  }
  return lines.map((line) => ({ ...line, notes: [...onAll, ...line.notes] }));
};

const resultOf = ({ obx, notes, more }: Line, { profile, delimiters }: Writing): LabResult | undefined => {
  const code = codeableConcept(obx, 3, profile.instance, 'test');
  if (!code) return undefined;
  const key = lineKey(obx);
  const status = lineStatus(obx.text(11));
  if (status === 'entered-in-error') return { key, code, status, referenceRanges: [], notes: [] };
  const value = valueOfLine(obx, profile, delimiters);
  const text = [value.valueText, ...more.map((next) => valueOfLine(next, profile, delimiters).valueText ?? '')]
    .filter((part) => part !== undefined)
    .join('\n');
  const interpretation = interpretationOf(obx);
  const issued = instantOfTs(obx.text(19)) ?? instantOfTs(obx.text(14));
  return {
    key,
    code,
    status,
    ...value,
    ...(text !== '' && { valueText: text }),
    referenceRanges: referenceRanges(obx),
    ...(interpretation && { interpretation }),
    ...(issued && { issued }),
    notes,
  };
};

/**
 * The lines of one OBR. A withdrawn line keeps its name and loses its value: nobody may read it again. A value without a
 * name refuses the report: left out, it would be missed by nobody.
 */
export const resultLines = (members: readonly Segment[], writing: Writing): readonly LabResult[] | Refusal => {
  const results: LabResult[] = [];
  for (const line of linesOf(members, writing.delimiters)) {
    const result = resultOf(line, writing);
    if (!result) return { hl7: '101', at: 'OBX-3', reason: 'OBX-3 says not what was measured' };
    results.push(result);
  }
  return results;
};

/** Keys made unique: a test reported twice in one report is two results. */
export const withUniqueKeys = (results: readonly LabResult[]): readonly LabResult[] => {
  const times = new Map<string, number>();
  return results.map((result) => {
    const time = (times.get(result.key) ?? 0) + 1;
    times.set(result.key, time);
    return time === 1 ? result : { ...result, key: `${result.key}#${time}` };
  });
};
