import type { Happening, Related } from './answers';
import { el } from './dom';
import { cell, messageCells, MESSAGE_HEADERS, row, tableOf } from './message-table';
import { time } from './times';
import { relationWords, spoken } from './words';

const missing = (what: string): HTMLElement => el('p', {}, `${what} could not be read.`);

/** Everything that happened to a message, oldest first, with who did it and why. */
export const historyPart = (history: readonly Happening[] | null): HTMLElement =>
  el(
    'section',
    {},
    el('h2', { class: 'nhsuk-heading-m' }, 'History'),
    history === null
      ? missing('Its history')
      : tableOf(
          'Oldest first',
          ['When', 'What', 'In words', 'Who', 'Why'],
          history.map(({ at, what, words, by, reason }) =>
            row(
              cell('When', time(at)),
              cell('What', el('strong', {}, spoken(what))),
              cell('In words', words),
              cell('Who', by ?? 'Causeway'),
              cell('Why', reason ?? ''),
            ),
          ),
        ),
  );

/** Corrections, conflicts, batches, and what it waits for. */
export const relatedPart = (related: readonly Related[] | null): HTMLElement | null => {
  if (related === null) return missing('Its related messages');
  if (related.length === 0) return null;
  return el(
    'section',
    {},
    el('h2', { class: 'nhsuk-heading-m' }, 'Related messages'),
    tableOf(
      'Corrections, conflicts and what it waits for',
      ['How', ...MESSAGE_HEADERS],
      related.map(({ relation, message }) => row(cell('How', relationWords(relation)), ...messageCells(message))),
    ),
  );
};
