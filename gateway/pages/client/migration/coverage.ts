import { el, type Child } from '../dom';
import { cell, row, tableOf } from '../table';
import { momentWords } from '../../../../schema/moment-words';
import type { Figure } from './answers';
import type { CoverageMap, CoverageRow } from './evidence-answers';
import { wide } from './panel';
import { tag } from './tags';
import { counted } from './words';

/** Gaps first: what would be lost, then what neither has, then what is gained, then the rest. */
const STATUSES: readonly (readonly [status: string, words: string, colour: string])[] = [
  ['control-only', 'Would be lost', 'red'],
  ['neither', 'Neither has it', 'orange'],
  ['candidate-only', 'Would be gained', 'blue'],
  ['both', 'Both have it', 'green'],
];

const rank = ({ status }: CoverageRow): number => {
  const at = STATUSES.findIndex(([each]) => each === status);
  return at < 0 ? STATUSES.length : at;
};

const statusTag = (status: string): HTMLElement => {
  const [, words = status, colour = 'white'] = STATUSES.find(([each]) => each === status) ?? [];
  return tag(words, colour);
};

/** A figure, how it came about and when; null is said to be not known. */
export const figureWords = ({ value, how, at }: Figure): string =>
  `${value === null ? 'not known' : value.toLocaleString('en-GB')} (${how}${at === null ? '' : `, ${momentWords(at)}`})`;

const field = (path: string | null): HTMLElement | string => (path === null ? 'has it not' : el('code', {}, path));

/** Old field, graph field, new field. */
export const coverageParts = ({ rows, people }: CoverageMap): readonly Child[] => {
  const sorted = [...rows].sort((one, other) => rank(one) - rank(other) || other.reads - one.reads);
  const gaps = rows.filter(({ status }) => status === 'control-only').length;
  return [
    el(
      'p',
      {},
      `${counted(rows.length, 'field')}, of which ${gaps} would be lost. `,
      people === null
        ? ''
        : `People known to the control: ${figureWords(people.control)}; of these known to the candidate: ${figureWords(people.candidate)}.`,
    ),
    wide(
      'Coverage map',
      tableOf(
        'Gaps first',
        ['Graph field', 'Control', 'Candidate', 'Coverage', 'Reads in 30 days', 'Note'],
        sorted.map((each) =>
          row(
            cell('Graph field', el('code', {}, each.graphField)),
            cell('Control', field(each.controlField)),
            cell('Candidate', field(each.candidateField)),
            cell('Coverage', statusTag(each.status)),
            cell('Reads in 30 days', each.reads.toLocaleString('en-GB')),
            cell('Note', each.note ?? ''),
          ),
        ),
      ),
    ),
  ];
};
