/** The views, each with what of its question may stand in the address: never a person, never a value, never a reason. */
const ASKED = {
  timeline: [],
  matrix: ['all'],
  route: [],
  system: [],
  comparisons: ['route', 'rehearsal', 'outcome', 'severity', 'field'],
  traffic: ['days', 'organisation'],
  use: ['system', 'capability', 'client', 'days'],
  'what-if': ['system', 'route', 'stage'],
  gates: [],
  history: ['about'],
  reports: [],
  board: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ViewName = keyof typeof ASKED;

/** Where in the dashboard somebody is. */
export interface Place {
  readonly view: ViewName;
  /** Of `route` and `system`; '' elsewhere. */
  readonly id: string;
  /** What is asked there; what is not said is not in it. */
  readonly asked: Readonly<Record<string, string>>;
}

const WITH_ID: readonly ViewName[] = ['route', 'system'];
const isView = (word: string): word is ViewName => Object.hasOwn(ASKED, word);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The fragment of the address for a place. */
export const writePlace = ({ view, id, asked }: Place): string => {
  const said = new URLSearchParams();
  for (const name of ASKED[view]) if (asked[name]) said.set(name, asked[name]);
  const path = view === 'timeline' ? '' : view + (WITH_ID.includes(view) ? `/${encodeURIComponent(id)}` : '');
  return `#/${path}${said.size > 0 ? `?${said.toString()}` : ''}`;
};

/** The place that a fragment names; anything unknown is the timeline. */
export const readPlace = (fragment: string): Place => {
  const [path = '', query = ''] = fragment.replace(/^#\/?/, '').split('?', 2);
  const [word = '', ...rest] = path.split('/');
  const view = isView(word) ? word : 'timeline';
  const id = WITH_ID.includes(view) ? decoded(rest.join('/')) : '';
  if (WITH_ID.includes(view) && id === '') return { view: 'timeline', id: '', asked: {} };
  const said = new URLSearchParams(query);
  const asked = ASKED[view].flatMap((name): [string, string][] => {
    const value = said.get(name) ?? '';
    return value === '' ? [] : [[name, value]];
  });
  return { view, id, asked: Object.fromEntries(asked) };
};

/** The address of a view. */
export const hrefTo = (view: ViewName, asked: Readonly<Record<string, string>> = {}): string =>
  writePlace({ view, id: '', asked });

export const hrefToRoute = (id: string): string => writePlace({ view: 'route', id, asked: {} });

export const hrefToSystem = (id: string): string => writePlace({ view: 'system', id, asked: {} });
