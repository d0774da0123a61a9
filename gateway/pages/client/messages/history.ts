import type { Happening, Related, WholeMessage } from './answers';
import { el } from '../dom';
import { messageCells, MESSAGE_HEADERS } from './message-table';
import { cell, row, tableOf } from '../table';
import { time } from '../times';
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

const CORRECTIONS = new Set(['CORRECTS', 'CORRECTED_BY']);

/** Conflicts, batches, and what it waits for. Corrections stand apart. */
export const relatedPart = (all: readonly Related[] | null): HTMLElement | null => {
  if (all === null) return missing('Its related messages');
  const related = all.filter(({ relation }) => !CORRECTIONS.has(relation));
  if (related.length === 0) return null;
  return el(
    'section',
    {},
    el('h2', { class: 'nhsuk-heading-m' }, 'Related messages'),
    tableOf(
      'Conflicts, batches and what it waits for',
      ['How', ...MESSAGE_HEADERS],
      related.map(({ relation, message }) => row(cell('How', relationWords(relation)), ...messageCells(message))),
    ),
  );
};

/** Question 19's "every later correction", and the earlier ones. Null where nothing was corrected. */
export const correctionsPart = (message: WholeMessage): HTMLElement | null => {
  const others = (message.related ?? []).filter(({ relation }) => CORRECTIONS.has(relation));
  if (others.length === 0) return null;
  const tellings = [message, ...others.map((other) => other.message)].sort((one, other) =>
    one.receivedAt.localeCompare(other.receivedAt),
  );
  return el(
    'section',
    {},
    el('h2', { class: 'nhsuk-heading-m' }, 'Corrections'),
    tableOf(
      'Every telling of what this message reports, oldest first: the last one stands',
      ['Telling', ...MESSAGE_HEADERS],
      tellings.map((each, index) =>
        row(
          cell('Telling', each.id === message.id ? el('strong', {}, `${index + 1}, this one`) : index + 1),
          ...messageCells(each),
        ),
      ),
    ),
  );
};
