import { el, freshId } from '../dom';
import { choice, reasonField } from '../form-parts';
import { cell, row, tableOf } from '../table';
import { time } from '../times';
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
  const words = reasonField('In words', '10 to 500 characters; kept with who and when');
  const heading = freshId('review');
  return el(
    'details',
    { class: 'nhsuk-details' },
    el(
      'summary',
      { class: 'nhsuk-details__summary' },
      el('span', { class: 'nhsuk-details__summary-text', id: heading }, `Review what ${userName} opened`),
    ),
    el(
      'form',
      {
        class: 'nhsuk-details__text',
        autocomplete: 'off',
        'aria-labelledby': heading,
        submit: (event) => {
          event.preventDefault();
          const said = words.read();
          if (said !== null) review({ id, outcome: outcome.control.value, words: said });
        },
      },
      outcome.group,
      words.group,
      el('button', { class: 'nhsuk-button nhsuk-button--small', type: 'submit' }, 'Put on record'),
    ),
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
