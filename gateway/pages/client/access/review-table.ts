import { el } from '../dom';
import { choice } from '../form-parts';
import { cell, row, tableOf } from '../table';
import { time } from '../times';
import { foldedForm } from './folded-form';
import type { Opened, ReviewInput } from './review-queries';

const REASONS: Readonly<Record<string, string>> = {
  EMERGENCY: 'Emergency',
  PATIENT_CONSENT: 'The patient said yes',
  LEGAL_REQUIREMENT: 'Legal requirement',
  PUBLIC_INTEREST: 'Public interest',
  RELATIONSHIP_NOT_RECORDED: 'Relationship not recorded',
};

const OUTCOMES: readonly (readonly [value: string, words: string])[] = [
  ['JUSTIFIED', 'There was good reason'],
  ['NOT_JUSTIFIED', 'There was no good reason'],
  ['FOLLOWED_UP', 'Taken up elsewhere'],
];

type Review = (input: ReviewInput) => void;

/** The action stands folded with what it is about, so that a list of many stays a list. */
const reviewForm = ({ id, userName }: Opened, review: Review): HTMLElement => {
  const outcome = choice('What was found', OUTCOMES);
  return foldedForm(
    `Review what ${userName} opened`,
    [outcome.group],
    'Put on record',
    (words) => review({ id, outcome: outcome.control.value, words }),
    'In words',
  );
};

const openedRow = (opened: Opened, review: Review): HTMLTableRowElement =>
  row(
    cell('Opened', time(opened.at), el('br'), 'until ', time(opened.endedAt ?? opened.until)),
    cell(
      'Who',
      opened.userName,
      el('br'),
      el('code', {}, opened.userId),
      el('br'),
      `${opened.role} at ${opened.organisation}`,
    ),
    cell('Whose record', el('code', {}, opened.patient.id)),
    cell('Why', el('strong', {}, REASONS[opened.reason] ?? opened.reason), el('br'), opened.words),
    cell('What was read', opened.capabilities.join(', ') || 'Nothing yet', el('br'), `Requests: ${opened.requests}`),
    cell(
      'Review',
      opened.review
        ? `${opened.review.outcome}, ${opened.review.by}: ${opened.review.words}`
        : reviewForm(opened, review),
    ),
  );

const HEADERS = ['Opened', 'Who', 'Whose record', 'Why', 'What was read', 'Review'];

/** Records opened without a relationship, newest first, each with its review or the form for one. */
export const reviewTable = (all: readonly Opened[], review: Review): HTMLTableElement =>
  tableOf(
    'Records opened without a relationship, newest first',
    HEADERS,
    all.map((opened) => openedRow(opened, review)),
  );
