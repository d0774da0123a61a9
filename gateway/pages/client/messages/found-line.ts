import { COUNTED_BACK_MS } from '../../../../schema/counted-window';
import { DAY, instantOf } from '../../../../schema/time';
import type { Count } from './answers';
import { el, fill } from '../dom';
import { endWords } from '../end-words';
import { momentWords } from '../../../../schema/moment-words';
import { serverMillis } from '../times';
import { counted, spoken } from './words';

/** What lies below the last row: a page to ask for, nothing, or what the tail took off the page. */
export type Below = 'older' | 'nothing' | 'taken-off';

const BELOW: Readonly<Record<Below, string>> = {
  older: endWords(true),
  nothing: endWords(false),
  'taken-off': ', and older ones were taken off the page',
};

export interface FoundLine {
  readonly element: HTMLElement;
  searching(): void;
  /** The search was not answered: nobody knows what it finds. */
  unanswered(): void;
  shown(count: number, below: Below): void;
  /** By state, of the whole search or of the days that are counted; null where they could not be counted. */
  inAll(counts: readonly Count[] | null, whole: boolean): void;
}

const inAllWords = (counts: readonly Count[] | null, whole: boolean): string => {
  if (counts === null) return 'How many there are in all could not be counted. ';
  const sum = counts.reduce((all, { count }) => all + count, 0);
  if (sum === 0) return '';
  const when = whole ? 'found' : `found in the last ${COUNTED_BACK_MS / DAY} days`;
  const states = counts.map(({ key, count }) => `${count.toLocaleString('en-GB')} ${spoken(key).toLowerCase()}`);
  const at = momentWords(instantOf(serverMillis()));
  return `${counted(sum, 'messages')} ${when}, as of ${at}: ${states.join(', ')}. `;
};

/** What stands above the messages found: how many there are in all and as of when, how many are shown, what lies below. */
export const foundLine = (): FoundLine => {
  const element = el('p', { class: 'nhsuk-body-s', id: 'found' });
  let [all, here] = ['', ''];
  const tell = (): void => fill(element, all + here);
  return {
    element,
    searching: () => {
      [all, here] = ['', 'Searching'];
      tell();
    },
    unanswered: () => {
      [all, here] = ['', 'Nothing was searched.'];
      tell();
    },
    shown: (count, below) => {
      here = `${counted(count, 'messages')} shown${count === 0 ? '' : BELOW[below]}.`;
      tell();
    },
    inAll: (counts, whole) => {
      all = inAllWords(counts, whole);
      tell();
    },
  };
};
