import type { ActionRecord, Difference, NotDone, Preview } from './answers';
import { el } from '../dom';
import { cell, row, tableOf } from '../table';
import { stateTag } from './tags';
import { momentWords } from '../../../../schema/moment-words';
import { time } from '../times';
import { counted, spoken } from './words';

/** So many messages are tried at a time. */
export const PREVIEWED = 100;

/** A value of a difference. Null is "none", or "not shown" where values are masked. */
const value = (text: string | null, opened: boolean): HTMLElement =>
  text === null
    ? el('span', { class: 'nhsuk-u-secondary-text-colour' }, opened ? 'none' : 'not shown')
    : el('span', {}, text);

const differenceRow = (difference: Difference, opened: boolean): HTMLElement =>
  row(
    cell('Matters', stateTag(difference.severity)),
    cell('Record', difference.capability, difference.record === null ? '' : ` ${difference.record}`),
    cell('Field', difference.field === '' ? 'the whole record' : difference.field),
    cell('Now', value(difference.before, opened)),
    cell('Would be', value(difference.after, opened)),
  );

/** So few are told at once: why an action does nothing is what must be read before it is asked for. */
const FEW = 5;

/** Those that an action does not apply to, with why. */
export const notDoneList = (title: string, those: readonly NotDone[]): HTMLElement | null =>
  those.length === 0
    ? null
    : el(
        'details',
        { class: 'nhsuk-details', open: those.length <= FEW },
        el(
          'summary',
          { class: 'nhsuk-details__summary' },
          el('span', { class: 'nhsuk-details__summary-text' }, `${title}: ${counted(those.length, 'messages')}`),
        ),
        el(
          'ul',
          { class: 'nhsuk-details__text nhsuk-list' },
          ...those.map(({ id, why }) => el('li', {}, `${id}: ${why}`)),
        ),
      );

/** Of more than are tried at a time it is not known what the others would do. `chosen`: null where they were not counted. */
const notTried = (tried: number, chosen: number | null): HTMLElement | null => {
  if (tried < PREVIEWED || (chosen !== null && chosen <= tried)) return null;
  const others = chosen === null ? 'any others' : `the other ${(chosen - tried).toLocaleString('en-GB')}`;
  const words = `Only the first ${tried} to arrive were tried: what ${others} would do is not known.`;
  return el('div', { class: 'nhsuk-inset-text' }, el('p', {}, words));
};

/** What an action would do to the messages `chosen`: how many, what would differ, what would go on. */
export const previewParts = (preview: Preview, asked: boolean, chosen: number | null): (HTMLElement | null)[] => [
  notTried(preview.selected, chosen),
  el(
    'ul',
    { class: 'nhsuk-list nhsuk-list--bullet' },
    el(
      'li',
      {},
      `${counted(preview.selected - preview.notApplicable.length, 'messages')} of ${preview.selected} tried`,
    ),
    el('li', {}, `${counted(preview.unblocks, 'messages')} waiting behind would go on`),
    preview.more ? el('li', {}, 'More would differ than is shown') : null,
  ),
  preview.restricted
    ? el(
        'div',
        { class: 'nhsuk-inset-text' },
        el('p', {}, 'A record here is, or may be, restricted: all values stay masked, whatever the reason.'),
      )
    : null,
  notDoneList('It would not be done to', preview.notApplicable),
  preview.differences.length === 0
    ? el('p', {}, 'Nothing in the graph would differ.')
    : el(
        'div',
        { class: 'console-wide', tabindex: 0, role: 'region', 'aria-label': 'What would differ in the graph' },
        tableOf(
          `${counted(preview.differences.length, 'differences')} in the graph, the most severe first`,
          ['Matters', 'Record', 'Field', 'Now', 'Would be'],
          preview.differences.map((difference) => differenceRow(difference, asked && !preview.restricted)),
        ),
      ),
];

/** `since`: how far it is was told last then, and could not be asked for after. */
const unknownSince = (since: string): HTMLElement =>
  el(
    'p',
    {},
    el('strong', {}, 'How far it is has not been known since '),
    el('strong', {}, time(since)),
    ': it may go on, or be over. It is asked for again every second. Where that does not help, close this, and look under "What engineers did" before it is done again.',
  );

/** What became of an action. `since`: where it cannot be asked for any more, when it was told last. */
export const actionResult = (record: ActionRecord, since: string | null = null): (HTMLElement | null)[] => [
  el(
    'div',
    { class: 'nhsuk-inset-text' },
    el('p', {}, `${spoken(record.action)}: done to ${record.done} of ${counted(record.selected, 'messages')}.`),
    el(
      'p',
      { class: 'nhsuk-body-s' },
      `On record as ${record.id}: ${record.by}, ${record.role}, ${momentWords(record.at)}. "${record.reason}"`,
    ),
    record.finishedAt !== null ? null : since === null ? el('p', {}, 'It goes on.') : unknownSince(since),
  ),
  notDoneList('Not done to', record.notDone),
];
