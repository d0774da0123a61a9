import { el } from '../dom';
import { cell, row, tableOf } from '../table';
import { time } from '../times';
import type { ComparedDifference, Comparison } from './evidence-answers';
import type { Desk } from './desk';
import { button, details, SECONDARY, wide } from './panel';
import { openReveal } from './reveal-dialog';
import { wordTag } from './tags';
import { counted, spoken } from './words';

const KINDS: Readonly<Record<string, string>> = {
  value: 'They say different things',
  'only-control': 'Only the control has it',
  'only-candidate': 'Only the candidate has it',
};

const differenceLine = (desk: Desk, comparison: Comparison, difference: ComparedDifference): HTMLElement => {
  const { field, severity, kind, ignoredBy } = difference;
  const open = button('Open the value', SECONDARY, () => openReveal(desk, comparison, difference));
  open.setAttribute(
    'aria-label',
    `Open the value of ${field === '' ? 'the whole record' : field} in comparison ${comparison.id}`,
  );
  return el(
    'li',
    {},
    wordTag(severity),
    ' ',
    el('code', {}, field === '' ? 'the whole record' : field),
    `: ${KINDS[kind] ?? spoken(kind)}`,
    ignoredBy === null ? ' ' : ` (ignored: ${ignoredBy}) `,
    open,
  );
};

const millis = (value: number | null): string => (value === null ? 'no answer' : `${value} ms`);

const line = (desk: Desk, comparison: Comparison): HTMLElement => {
  const { id, at, origin, outcome, severity, records, controlMs, candidateMs, differences } = comparison;
  return row(
    cell('When', time(at), el('br'), el('code', {}, id)),
    cell('Asked by', spoken(origin)),
    cell('Became', wordTag(outcome)),
    cell('Gravest', severity === null ? 'none' : wordTag(severity)),
    cell('Records', records),
    cell('Control, candidate', `${millis(controlMs)}, ${millis(candidateMs)}`),
    cell(
      'Differences',
      differences.length === 0
        ? 'none'
        : details(
            counted(differences.length, 'difference'),
            el('ul', { class: 'nhsuk-list' }, ...differences.map((each) => differenceLine(desk, comparison, each))),
          ),
    ),
  );
};

/** What became of each comparison, and what differed: fields and severities, never values. */
export const comparisonTable = (desk: Desk, comparisons: readonly Comparison[]): HTMLElement =>
  wide(
    'Comparisons',
    tableOf(
      'Newest first',
      ['When', 'Asked by', 'Became', 'Gravest', 'Records', 'Control, candidate', 'Differences'],
      comparisons.map((each) => line(desk, each)),
    ),
  );
