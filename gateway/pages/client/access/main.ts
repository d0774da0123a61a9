import { el, fill, found } from '../dom';
import { endWords } from '../end-words';
import { faultBox } from '../fault-box';
import { graph, needsSignIn, type AskGraph } from '../graph';
import { say } from '../say';
import { signIn } from '../sign-in';
import { logTable } from './log-table';
import { lookUp } from './look-up';
import { reviews } from './reviews';
import { AS_SEEN, LOG, type AccessEvent, type LogFilter } from './queries';
import { seenView } from './seen-view';
import { standing } from './standing';

// What the design system's own script would set: its styles wait for it.
document.body.classList.add('js-enabled', 'nhsuk-frontend-supported');

const faults = faultBox();
const log = el('div', {}, el('p', {}, 'Nobody was looked up yet.'));
const seen = el('div');
const more = el('div');

/** Another signed in: what the one before was shown is theirs no longer. */
const forget = (): void => {
  turn += 1;
  asked = [];
  fill(log, el('p', {}, 'Nobody was looked up yet.'));
  fill(more);
  fill(seen);
  review.forget();
  stands.forget();
  faults.show([], { partial: false, focus: false });
};
const session = signIn(forget);
const graphAsked = graph(() => session.token());
const ask: AskGraph = async (document, variables) => {
  const answer = await graphAsked(document, variables);
  if (needsSignIn(answer.faults)) session.over();
  return answer;
};

const review = reviews(ask, (...shown) => faults.show(...shown));
const stands = standing(ask, (...shown) => faults.show(...shown));

let asked: readonly AccessEvent[] = [];
/** Raised with each look-up, and with each sign-in. */
let turn = 0;

const open = async (event: AccessEvent): Promise<void> => {
  const opener = document.activeElement;
  const mine = (turn += 1);
  const { data, faults: problems } = await ask(AS_SEEN, { request: event.request });
  if (mine !== turn) return;
  const parts = data?.asSeen?.parts ?? null;
  faults.show(problems, { partial: false, focus: parts === null });
  if (parts === null) return;
  const back = (): void => {
    fill(seen);
    if (opener instanceof HTMLElement) opener.focus();
  };
  const theirs = parts.filter(({ userId }) => userId === event.userId);
  fill(seen, seenView(event, theirs, back));
  found('seen-heading').focus();
};

const load = async (filter: LogFilter, after: string | null): Promise<void> => {
  const mine = (turn += 1);
  const { data, faults: problems } = await ask(LOG, { filter, after });
  // Somebody looked up another, or another signed in: it is not what is asked for any more, or not for their eyes.
  if (mine !== turn) return;
  const page = data?.accessLog ?? null;
  faults.show(problems, { partial: page !== null, focus: page === null });
  // Older ones that could not be read leave those that were, and the button to ask for them again.
  if (page === null && after !== null) return;
  fill(seen);
  if (page === null) {
    fill(log);
    fill(more);
    return;
  }
  asked = after === null ? page.nodes : [...asked, ...page.nodes];
  const { hasNextPage, endCursor } = page.pageInfo;
  const number = `${asked.length} ${asked.length === 1 ? 'request' : 'requests'} shown`;
  const words = asked.length === 0 ? number : number + endWords(hasNextPage);
  fill(
    log,
    el('p', { id: 'found' }, words),
    asked.length === 0 ? el('p', {}, 'No request was found.') : logTable(asked, (event) => void open(event)),
  );
  say(words);
  const older = { class: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small', type: 'button' };
  fill(
    more,
    hasNextPage && el('button', { ...older, click: () => void load(filter, endCursor) }, 'Show older requests'),
  );
};

fill(
  found('main'),
  el(
    'div',
    {},
    el('h1', { class: 'nhsuk-heading-l' }, 'Who looked at a record'),
    el('p', {}, 'To look here is itself on record, with whom it was about.'),
    faults.element,
    lookUp((filter) => void load(filter, null)).element,
    log,
    more,
    seen,
    review.element,
    stands.element,
  ),
);
