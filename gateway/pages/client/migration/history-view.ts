import { el, fill } from '../dom';
import { endWords } from '../end-words';
import { faultBox } from '../fault-box';
import { cell, row, tableOf } from '../table';
import { time } from '../times';
import { linkTo } from './alerts';
import { changeWords } from './change-words';
import type { LedgerChange } from './answers';
import type { Desk, View } from './desk';
import { HISTORY } from './estate-queries';
import { button, details, heading, SECONDARY, wide } from './panel';
import { hrefTo, type Place } from './place';
import { counted, spoken } from './words';

const PAGE = 50;

/** More than this of one change is folded. */
const LINES = 3;

const lines = (words: readonly string[]): HTMLElement =>
  el('ul', { class: 'nhsuk-list migration-close' }, ...words.map((each) => el('li', {}, each)));

const changeOf = ({ before, after }: LedgerChange): HTMLElement | null => {
  const words = changeWords(before, after);
  if (words.length === 0) return null;
  return words.length <= LINES ? lines(words) : details(`${words.length} fields`, lines(words));
};

const changeTable = (changes: readonly LedgerChange[]): HTMLElement =>
  tableOf(
    'Newest first',
    ['When', 'About', 'What', 'Change', 'Who', 'Why'],
    changes.map((change) => {
      const { at, about, what, by, role, reason } = change;
      return row(
        cell('When', time(at)),
        cell('About', linkTo(about)),
        cell('What', el('strong', {}, spoken(what))),
        cell('Change', changeOf(change)),
        cell('Who', by === 'causeway' ? 'Causeway, by itself' : `${by}, ${role}`),
        cell('Why', reason),
      );
    }),
  );

/** What was changed in register, routes and approvals. */
export const historyView = ({ ask }: Desk, { asked }: Place): View => {
  const about = asked['about'] ?? null;
  const title = about === null ? 'What was changed' : `What was changed of ${about}`;
  const faults = faultBox();
  const shown = el('div', {}, el('p', {}, 'Asking what was changed'));
  const found = el('p');
  const more = el('div', { class: 'migration-controls' });
  const known: LedgerChange[] = [];
  /** Raised with each asking: a page that is asked for twice is shown once. */
  let turn = 0;
  const load = async (after: string | null): Promise<void> => {
    const mine = (turn += 1);
    const { data, faults: problems } = await ask(HISTORY, { about, first: PAGE, after });
    if (mine !== turn) return;
    const page = data?.ledgerHistory ?? null;
    faults.show(problems, { partial: page !== null, focus: after !== null });
    known.push(...(page?.nodes ?? []));
    const none = page === null ? 'The history could not be read.' : 'Nothing was changed yet.';
    fill(shown, known.length === 0 ? el('p', {}, none) : wide('What was changed', changeTable(known)));
    // Where older ones could not be read, they are still to be asked for.
    const next = page ? page.pageInfo : { hasNextPage: after !== null, endCursor: after };
    fill(found, known.length > 0 && `${counted(known.length, 'change')} shown${endWords(next.hasNextPage)}.`);
    fill(more, next.hasNextPage && button('Show older changes', SECONDARY, () => void load(next.endCursor)));
  };
  void load(null);
  return {
    title,
    element: el(
      'div',
      {},
      about === null
        ? null
        : el('a', { class: 'nhsuk-back-link', href: hrefTo('history') }, 'Everything that was changed'),
      heading(title),
      faults.element,
      found,
      shown,
      more,
    ),
  };
};
