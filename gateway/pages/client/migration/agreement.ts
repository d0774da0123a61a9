import { el, type Child } from '../dom';
import { cell, row, tableOf } from '../table';
import { time } from '../times';
import type { Agreement, Rehearsal } from './evidence-answers';
import { barTable } from './bars';
import { hrefTo } from './place';
import { wordTag } from './tags';
import { counted, percentWords, spoken } from './words';

/** Which comparisons lie behind a number: those of a route, or of one rehearsal. */
export type Behind = { readonly route: string } | { readonly rehearsal: string };

const OUTCOMES: readonly (readonly [outcome: string, texture: number])[] = [
  ['MATCHED', 2],
  ['IGNORED', 4],
  ['IN_FLIGHT', 0],
  ['MISMATCHED', 5],
  ['CANDIDATE_FAILED', 3],
  ['CONTROL_FAILED', 6],
];
const SEVERITIES: readonly (readonly [severity: string, texture: number])[] = [
  ['CRITICAL', 5],
  ['MAJOR', 1],
  ['MINOR', 3],
  ['COSMETIC', 4],
];

/** Why a read was not compared, or nothing that lasts came of it. */
const LOSSES: Readonly<Record<string, string>> = {
  NOT_SAMPLED: 'not among the per cent that is compared',
  PACED: 'left out, soon after another one',
  QUEUE_FULL: 'dropped, because too many waited',
  NOT_IN_USERS_NAME: 'not asked, because it would be in a user’s name',
  FAILED: 'begun, and failed by a fault of Causeway’s',
  UNSETTLED: 'differed, and could not be asked again',
  UNWRITTEN: 'compared, and lost before it was written',
};

/** How much was compared of how much was read; nothing where it was not counted. */
const comparedOf = ({ reads, readsCompared }: Agreement): Child =>
  reads === null || readsCompared === null
    ? null
    : el('p', {}, `${counted(readsCompared, 'live read')} compared, of ${reads.toLocaleString('en-GB')}.`);

const linked = (behind: Behind, asked: Readonly<Record<string, string>>, word: HTMLElement): HTMLElement =>
  el('a', { href: hrefTo('comparisons', { ...behind, ...asked }) }, word);

/** What comparing found: by outcome, by severity, by field, each number leading to its comparisons. */
export const agreementParts = (agreement: Agreement, behind: Behind): readonly Child[] => {
  const { outcomes, severities, fields, records, matchedPercent, noisePercent, losses } = agreement;
  // A table of noughts reads as if nothing had differed.
  if (outcomes.every(({ count }) => count === 0) && losses.length === 0)
    return [el('p', {}, 'Nothing was compared yet.'), comparedOf(agreement)];
  const outcomeCount = new Map(outcomes.map(({ outcome, count }) => [outcome, count]));
  const severityCount = new Map(severities.map(({ severity, count }) => [severity, count]));
  return [
    el(
      'p',
      {},
      `${counted(records, 'record')} compared; without a mismatch ${percentWords(matchedPercent)}; noise (the control asked twice) ${percentWords(noisePercent)}.`,
    ),
    comparedOf(agreement),
    losses.length === 0
      ? null
      : el(
          'ul',
          {},
          ...losses.map(({ loss, count }) =>
            el('li', {}, `${count.toLocaleString('en-GB')}: ${LOSSES[loss] ?? spoken(loss)}`),
          ),
        ),
    el(
      'div',
      { class: 'console-two' },
      barTable(
        'Comparisons by outcome',
        'Outcome',
        OUTCOMES.map(([outcome, texture]) => ({
          name: linked(behind, { outcome }, wordTag(outcome)),
          count: outcomeCount.get(outcome) ?? 0,
          texture,
        })),
      ),
      barTable(
        'Differences that still stand, by severity',
        'Severity',
        SEVERITIES.map(([severity, texture]) => ({
          name: linked(behind, { severity, outcome: 'MISMATCHED' }, wordTag(severity)),
          count: severityCount.get(severity) ?? 0,
          texture,
        })),
      ),
    ),
    fields.length === 0
      ? null
      : tableOf(
          'Fields that differ, the gravest first',
          ['Field', 'Gravest', 'How many'],
          fields.map(({ field, severity, count }) =>
            row(
              cell('Field', linked(behind, { field }, el('code', {}, field === '' ? 'the whole record' : field))),
              cell('Gravest', wordTag(severity)),
              cell('How many', count.toLocaleString('en-GB')),
            ),
          ),
        ),
  ];
};

const FAILED = 'CANDIDATE_FAILED';

/** Records that were not told agree with nothing: beside those that agree it is said how often none were. */
const failedWords = ({ outcomes }: Agreement): HTMLElement =>
  el('span', {}, counted(outcomes.find(({ outcome }) => outcome === FAILED)?.count ?? 0, 'ask'));

/** Rehearsals, newest first. */
export const rehearsalTable = (rehearsals: readonly Rehearsal[]): HTMLElement =>
  rehearsals.length === 0
    ? el('p', {}, 'Nothing was rehearsed yet.')
    : tableOf(
        'Newest first',
        ['Begun', 'By', 'Asks of', 'Repeated', 'Without a mismatch', 'Candidate failed', 'Differences'],
        rehearsals.map(({ id, at, by, from, to, asks, done, finishedAt, agreement }) =>
          row(
            cell('Begun', time(at)),
            cell('By', by),
            cell('Asks of', time(from), ' to ', time(to)),
            cell('Repeated', `${done} of ${asks}${finishedAt === null ? ', goes on' : ''}`),
            cell('Without a mismatch', percentWords(agreement.matchedPercent)),
            cell('Candidate failed', linked({ rehearsal: id }, { outcome: FAILED }, failedWords(agreement))),
            cell('Differences', linked({ rehearsal: id }, { outcome: 'MISMATCHED' }, el('span', {}, 'Show them'))),
          ),
        ),
      );
