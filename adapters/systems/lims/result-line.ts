import type { ObservationStatus } from '../../../schema/clinical/observation';
import type { LabResult } from '../../../schema/clinical/pathology';
import type { Instant } from '../../../schema/time';
import type { FeedProfile, Refusal } from '../../contract';
import { codeableConcept } from '../../segments/cwe';
import { freeText } from '../../segments/free-text';
import { instantsInOrder } from '../../segments/in-order';
import { lineStatus, lineStatusOf, reportStatus } from '../../segments/result-status';
import { dateAloneOfTs, instantOfTs } from '../../segments/ts';
import type { Delimiters, Segment } from '../../wire/hl7v2/message';
import { interpretationOf } from './interpretation';
import type { ReportGroup } from './report-groups';
import { referenceRanges, valueOfLine } from './result-value';

/** How the message and its feed write. */
export interface Writing {
  readonly delimiters: Delimiters;
  readonly profile: FeedProfile;
}

/** An OBX with the NTE that follow it. */
interface Part {
  readonly obx: Segment;
  readonly notes: string[];
}

/** Usually one OBX; several where text is sent a line at a time. */
type Line = [Part, ...Part[]];

const isText = (obx: Segment): boolean => ['TX', 'FT'].includes(obx.text(2));
const isBlank = (obx: Segment): boolean => obx.raw(3) === '' && obx.raw(5) === '';

const codeOrName = (segment: Segment, field: number): string =>
  segment.text(field) || segment.text(field, 2) || segment.text(field, 4);

/** OBX-3 code (its name where it has none) and OBX-4 sub-id. */
export const lineKey = (obx: Segment): string =>
  [codeOrName(obx, 3), obx.text(4)].filter((part) => part !== '').join('|');

/** OBR-4 code, its name where it has none. */
export const setKey = (obr: Segment): string => codeOrName(obr, 4);

export const isWithdrawn = (obx: Segment): boolean => lineStatus(obx.text(11)) === 'entered-in-error';

/** Consecutive text of one code and sub-id is one line. `onAll`: NTE before the first OBX. */
const linesOf = (
  members: readonly Segment[],
  delimiters: Delimiters,
): { readonly lines: readonly Line[]; readonly onAll: readonly string[] } => {
  const lines: Line[] = [];
  const onAll: string[] = [];
  for (const segment of members) {
    const last = lines.at(-1);
    if (segment.name === 'NTE') {
      const note = freeText(segment, 3, delimiters).join('\n');
      if (note !== '') (last?.at(-1)?.notes ?? onAll).push(note);
    }
    if (segment.name !== 'OBX' || isBlank(segment)) continue;
    const part: Part = { obx: segment, notes: [] };
    if (last && isText(segment) && isText(last[0].obx) && lineKey(segment) === lineKey(last[0].obx)) last.push(part);
    else lines.push([part]);
  }
  return { lines, onAll };
};

/** The status of a line is the first of these that one of its OBX has: pending while any is, withdrawn when all are. */
const BY_WEIGHT: readonly ObservationStatus[] = [
  'registered',
  'preliminary',
  'corrected',
  'amended',
  'final',
  'cancelled',
  'unknown',
  'entered-in-error',
];

const statusOf = (line: Line): ObservationStatus => {
  const statuses = line.map(({ obx }) => lineStatus(obx.text(11)));
  return BY_WEIGHT.find((status) => statuses.includes(status)) ?? 'unknown';
};

/**
 * OBX-19, else OBX-14: after the specimen was taken (OBR-7), before the set was reported (OBR-22). A date alone says less
 * than when the report was issued.
 */
const issuedOf = (obx: Segment, obr: Segment): Instant | undefined => {
  const told = [19, 14].find((field) => instantOfTs(obx.text(field)) !== undefined);
  if (told === undefined || dateAloneOfTs(obx.text(told)) !== undefined) return undefined;
  return instantsInOrder([obr.text(7), obx.text(told), obr.text(22)])[1];
};

/** A withdrawn line keeps its name and loses its value: nobody may read it again. */
const resultOf = (
  line: Line,
  onAll: readonly string[],
  obr: Segment,
  { profile, delimiters }: Writing,
): LabResult | undefined => {
  const code = codeableConcept(line[0].obx, 3, profile.instance, 'test');
  if (!code) return undefined;
  const key = lineKey(line[0].obx);
  const status = statusOf(line);
  const [first, ...more] = line.filter(({ obx }) => !isWithdrawn(obx));
  if (!first) return { key, code, status, referenceRanges: [], notes: [] };
  const value = valueOfLine(first.obx, profile, delimiters);
  const text = [value.valueText, ...more.map(({ obx }) => valueOfLine(obx, profile, delimiters).valueText ?? '')]
    .filter((part) => part !== undefined)
    .join('\n');
  const interpretation = interpretationOf(first.obx);
  const issued = issuedOf(first.obx, obr);
  return {
    key,
    code,
    status,
    ...value,
    ...(text !== '' && { valueText: text }),
    referenceRanges: referenceRanges(first.obx),
    ...(interpretation && { interpretation }),
    ...(issued && { issued }),
    notes: [...onAll, ...[first, ...more].flatMap((part) => part.notes)],
  };
};

/** A comment that has no line to stand on: why nothing was measured. It is a result of the set, with the set's status. */
const commentOnSet = (obr: Segment, notes: readonly string[], { profile }: Writing): LabResult | Refusal => {
  const code = codeableConcept(obr, 4, profile.instance, 'test-set');
  if (!code) return { hl7: '101', at: 'OBR-4', reason: 'OBR-4 says not what was tested' };
  const status = lineStatusOf(reportStatus(obr.text(25)));
  return { key: code.codings[0]?.code ?? code.text, code, status, referenceRanges: [], notes };
};

/**
 * The lines of one OBR. A comment on the whole of it is a comment on each: they are read apart from each other. A value
 * without a name refuses the report: left out, it would be missed by nobody.
 */
export const resultLines = ({ obr, members }: ReportGroup, writing: Writing): readonly LabResult[] | Refusal => {
  const { lines, onAll } = linesOf(members, writing.delimiters);
  if (lines.length === 0 && onAll.length > 0) {
    const comment = commentOnSet(obr, onAll, writing);
    return 'hl7' in comment ? comment : [comment];
  }
  const results: LabResult[] = [];
  for (const line of lines) {
    const result = resultOf(line, onAll, obr, writing);
    if (!result) return { hl7: '101', at: 'OBX-3', reason: 'OBX-3 says not what was measured' };
    results.push(result);
  }
  return results;
};

/** Keys made unique: a test reported twice in one report is two results, and a set two sets. */
export const withUniqueKeys = <T extends { readonly key: string }>(all: readonly T[]): readonly T[] => {
  const times = new Map<string, number>();
  return all.map((one) => {
    const time = (times.get(one.key) ?? 0) + 1;
    times.set(one.key, time);
    return time === 1 ? one : { ...one, key: `${one.key}#${time}` };
  });
};
