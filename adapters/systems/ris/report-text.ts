import { freeText } from '../../segments/free-text';
import { lineStatus } from '../../segments/result-status';
import type { Delimiters, Segment } from '../../wire/hl7v2/message';

export interface ReportText {
  /** Lines joined in OBX-1 order; those withdrawn are left out. */
  readonly text: string;
  /** Every line is `D` or `W`: there is nothing that may be read. */
  readonly withdrawn: boolean;
}

const isWithdrawn = (obx: Segment): boolean => lineStatus(obx.text(11)) === 'entered-in-error';

/**
 * By OBX-1; a line without a number keeps its place behind the one before it. Numbers that stand twice count within parts
 * of the report (findings, then conclusion, each from 1): by them its lines would be shuffled, so they stay as sent.
 */
const inOrder = (lines: readonly Segment[]): readonly Segment[] => {
  const numbers = lines.flatMap((obx) => obx.text(1) || []);
  if (new Set(numbers).size < numbers.length) return lines;
  let last = 0;
  return lines
    .map((obx) => ({ obx, at: (last = Number(obx.text(1)) || last) }))
    .sort((a, b) => a.at - b.at)
    .map(({ obx }) => obx);
};

const linesOf = (obx: Segment, delimiters: Delimiters): readonly string[] => {
  switch (obx.text(2)) {
    case 'CE':
    case 'CNE':
    case 'CWE':
      return Array.from(
        { length: Math.max(1, obx.repetitions(5)) },
        (_, at) => obx.text(5, 2, at + 1) || obx.text(5, 5, at + 1) || obx.text(5, 1, at + 1),
      );
    case 'ED':
    case 'RP':
      return ['[Document attached]'];
    default: {
      // An empty line is layout: it parts paragraphs.
      const lines = freeText(obx, 5, delimiters);
      return lines.length === 0 ? [''] : lines;
    }
  }
};

/** The narrative of a report (OBX of TX, FT or ST; coded conclusions by their words), and after it its comments (NTE). */
export const reportText = (members: readonly Segment[], delimiters: Delimiters): ReportText => {
  const lines = inOrder(members.filter(({ name }) => name === 'OBX'));
  const standing = lines.filter((obx) => !isWithdrawn(obx));
  const withdrawn = lines.length > 0 && standing.length === 0;
  const comments = withdrawn ? [] : members.filter(({ name }) => name === 'NTE');
  return {
    text: [
      ...standing.flatMap((obx) => linesOf(obx, delimiters)),
      ...comments.flatMap((nte) => freeText(nte, 3, delimiters)),
    ].join('\n'),
    withdrawn,
  };
};
