import { fill, found } from '../dom';
import { graph, needsSignIn } from '../graph';
import { leaveDialog } from '../leave-dialog';
import { say } from '../say';
import { signIn } from '../sign-in';
import { serverTimeKnown } from '../times';
import { alertStrip, type AlertStrip } from './alerts';
import { boardView } from './board-view';
import { comparisonsView } from './comparisons-view';
import type { Desk, View } from './desk';
import { gatesView } from './gates-view';
import { historyView } from './history-view';
import { matrixView } from './matrix-view';
import { asOfLine } from './panel';
import { patternDefinitions } from './patterns';
import { readPlace, writePlace, type Place, type ViewName } from './place';
import { reportsView } from './reports-view';
import { routeView } from './route-view';
import { systemView } from './system-view';
import { timelineView } from './timeline-view';
import { trafficView } from './traffic-view';
import { unfoldToPrint } from './unfold-to-print';
import { useView } from './use-view';
import { whatIfView } from './what-if-view';

const main = found('main');
// What the design system's own script would set: its styles wait for it.
document.body.classList.add('js-enabled', 'nhsuk-frontend-supported');
document.body.append(patternDefinitions());
unfoldToPrint();

const session = signIn(() => void show('signed in'), 'what you typed');
const asked = graph(() => session.token());

const desk: Desk = {
  ask: async (document, variables) => {
    const answer = await asked(document, variables);
    if (needsSignIn(answer.faults)) session.over();
    return answer;
  },
  say,
  go: (place) => {
    location.hash = writePlace(place);
  },
  refresh: () => void show('moved'),
};

const viewOf = (place: Place): View => {
  switch (place.view) {
    case 'timeline':
      return timelineView(desk);
    case 'matrix':
      return matrixView(desk, place);
    case 'route':
      return routeView(desk, place.id);
    case 'system':
      return systemView(desk, place.id);
    case 'comparisons':
      return comparisonsView(desk, place);
    case 'traffic':
      return trafficView(desk, place);
    case 'use':
      return useView(desk, place);
    case 'what-if':
      return whatIfView(desk, place);
    case 'gates':
      return gatesView(desk);
    case 'history':
      return historyView(desk, place);
    case 'reports':
      return reportsView(desk);
    case 'board':
      return boardView(desk);
  }
};

/** Views that a link of the navigation leads to, by those that lie behind them. */
const BEHIND: Partial<Readonly<Record<ViewName, ViewName>>> = {
  route: 'matrix',
  comparisons: 'matrix',
  system: 'timeline',
  'what-if': 'use',
};

const mark = (place: Place): void => {
  const here = BEHIND[place.view] ?? place.view;
  for (const link of document.querySelectorAll<HTMLElement>('a[data-view]')) {
    const on = link.dataset['view'] === here;
    link.parentElement?.classList.toggle('nhsuk-header__navigation-item--current', on);
    if (on) link.setAttribute('aria-current', place.view === here ? 'page' : 'true');
    else link.removeAttribute('aria-current');
  }
};

let turn = 0;
let strip: AlertStrip | null = null;

/** Shows the place that the address names. The focus follows, except when the page opens or somebody signs in. */
const show = async (why: 'opened' | 'moved' | 'signed in'): Promise<void> => {
  const mine = (turn += 1);
  const place = readPlace(location.hash);
  mark(place);
  const alerts = alertStrip(desk);
  // The server's own time comes with the alerts: what is drawn against today waits for it.
  if (!serverTimeKnown()) await alerts.told;
  if (mine !== turn) return;
  const view = viewOf(place);
  strip = alerts;
  fill(main, alerts.element, place.view === 'board' ? null : asOfLine(desk), view.element);
  document.title = `${view.title} - Causeway`;
  if (why === 'moved') main.querySelector('h1')?.focus();
};

const ALERTS_EVERY_MS = 30_000;
const keepUp = (): void => {
  if (document.visibilityState === 'visible') void strip?.again();
};
window.setInterval(keepUp, ALERTS_EVERY_MS);
document.addEventListener('visibilitychange', keepUp);
window.addEventListener('hashchange', () => {
  leaveDialog();
  void show('moved');
});
// The skip link would change the fragment, which says where one is.
found('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
void show('opened');
