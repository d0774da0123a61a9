import type { ActionRecord } from './answers';
import { ACTIONS } from './action-queries';
import { notDoneList } from './action-parts';
import type { Desk, View } from './desk';
import { faultBox } from '../fault-box';
import { el, fill } from '../dom';
import { endWords } from '../end-words';
import { cell, row, tableOf } from '../table';
import { time } from '../times';
import { spoken } from './words';

const PAGE = 50;

const line = (record: ActionRecord): HTMLElement =>
  row(
    cell('When', time(record.at)),
    cell('Who', `${record.by}, ${record.role}`),
    cell('What', spoken(record.action)),
    cell('Why', record.reason),
    cell('Done', `${record.done} of ${record.selected}${record.finishedAt === null ? ', goes on' : ''}`),
    cell('Not done', notDoneList('Not done to', record.notDone)),
    cell('On record as', record.id),
  );

/** Everything that engineers did here: who, when, what and why. */
export const actionsView = ({ ask }: Desk): View => {
  const faults = faultBox();
  const found = el('p', { class: 'nhsuk-body-s' });
  const shown = el('div', {}, el('p', {}, 'Asking what was done'));
  const older = el(
    'button',
    { class: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small', type: 'button', hidden: true },
    'Show older',
  );
  const known: ActionRecord[] = [];
  /** Raised with each asking: a page that is asked for twice is shown once. */
  let turn = 0;

  const load = async (after: string | null): Promise<void> => {
    const mine = (turn += 1);
    const { data, faults: problems } = await ask(ACTIONS, { first: PAGE, after });
    if (mine !== turn) return;
    const page = data?.messageActions ?? null;
    faults.show(problems, { partial: page !== null, focus: after !== null });
    known.push(...(page?.nodes ?? []));
    // Where older ones could not be read, they are still to be asked for.
    const next = page ? page.pageInfo : { hasNextPage: after !== null, endCursor: after };
    older.hidden = !next.hasNextPage;
    older.onclick = () => void load(next.endCursor);
    fill(found, known.length > 0 && `${known.length.toLocaleString('en-GB')} shown${endWords(next.hasNextPage)}.`);
    fill(
      shown,
      known.length === 0
        ? el('p', {}, page ? 'Nobody has done anything yet.' : 'What was done could not be read.')
        : tableOf('Newest first', ['When', 'Who', 'What', 'Why', 'Done', 'Not done', 'On record as'], known.map(line)),
    );
  };
  void load(null);
  return {
    title: 'What engineers did',
    element: el(
      'div',
      {},
      el('h1', { class: 'nhsuk-heading-l', tabindex: -1 }, 'What engineers did'),
      faults.element,
      found,
      shown,
      older,
    ),
  };
};
