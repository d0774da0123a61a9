import { actionsView } from './actions-view';
import type { Desk, View } from './desk';
import { say } from '../say';
import { fill, found } from '../dom';
import { graph, needsSignIn } from '../graph';
import { leaveDialog } from '../leave-dialog';
import { listView } from './list-view';
import { messageView } from './message-view';
import { readPlace, writePlace, type Place } from './place';
import { problemsView } from './problems-view';
import { signIn } from '../sign-in';

const main = found('main');
// What the design system's own script would set: its styles wait for it.
document.body.classList.add('js-enabled', 'nhsuk-frontend-supported');

const session = signIn(() => show('signed in'));
const asked = graph(() => session.token());

const desk: Desk = {
  ask: async (document, variables) => {
    const answer = await asked(document, variables);
    if (needsSignIn(answer.faults)) session.over();
    return answer;
  },
  say,
  record: (place) => {
    if (place.view === 'list') lastList = writePlace(place);
    if (location.hash !== writePlace(place)) history.pushState(null, '', writePlace(place));
  },
  back: () => {
    location.hash = lastList;
  },
};

const list = listView(desk);
let lastList = '#/';
let last: Place | null = null;
let current: View | null = null;

const viewOf = (place: Exclude<Place, { view: 'list' }>): View => {
  switch (place.view) {
    case 'message':
      return messageView(desk, place.id);
    case 'problems':
      return problemsView(desk);
    case 'actions':
      return actionsView(desk);
  }
};

const mark = (place: Place): void => {
  const here = place.view === 'message' ? 'list' : place.view;
  for (const link of document.querySelectorAll<HTMLElement>('a[data-view]')) {
    const on = link.dataset['view'] === here;
    link.parentElement?.classList.toggle('nhsuk-header__navigation-item--current', on);
    if (on) link.setAttribute('aria-current', place.view === here ? 'page' : 'true');
    else link.removeAttribute('aria-current');
  }
};

/** Shows the place that the address names. The focus follows, except when the page opens or somebody signs in. */
const show = (why: 'opened' | 'moved' | 'signed in'): void => {
  if (why === 'signed in' && current?.signedIn) return current.signedIn();
  const place = readPlace(location.hash);
  const from = last?.view === 'message' && place.view === 'list' ? last.id : null;
  last = place;
  current?.leave?.();
  current = place.view === 'list' ? list : viewOf(place);
  fill(main, current.element);
  if (place.view === 'list') {
    lastList = writePlace(place);
    list.enter(place.search, from, why === 'signed in');
  }
  document.title = `${current.title} - Causeway`;
  mark(place);
  if (why === 'moved' && from === null) main.querySelector('h1')?.focus();
};

window.addEventListener('hashchange', () => {
  leaveDialog();
  show('moved');
});
// The skip link would change the fragment, which says where one is.
found('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
show('opened');
