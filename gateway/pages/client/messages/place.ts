/** What the search form asks; '' asks nothing. Times are London's, as a `datetime-local` field writes them. */
export interface Search {
  readonly nhsNumber: string;
  readonly hospitalNumber: string;
  readonly visit: string;
  readonly controlId: string;
  readonly feed: string;
  readonly type: string;
  readonly state: string;
  readonly problem: string;
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  /** '', `hour`, `day`, `week` or `between`. */
  readonly arrived: string;
  readonly from: string;
  readonly to: string;
}

export const NO_SEARCH: Search = {
  nhsNumber: '',
  hospitalNumber: '',
  visit: '',
  controlId: '',
  feed: '',
  type: '',
  state: '',
  problem: '',
  sendingApplication: '',
  sendingFacility: '',
  arrived: '',
  from: '',
  to: '',
};

/** What says who somebody is never stands in an address: addresses end up in histories and logs. */
const UNWRITTEN: readonly (keyof Search)[] = ['nhsNumber', 'hospitalNumber', 'visit'];
const WRITTEN = (Object.keys(NO_SEARCH) as (keyof Search)[]).filter((field) => !UNWRITTEN.includes(field));

/** Where in the console somebody is. */
export type Place =
  | { readonly view: 'list'; readonly search: Search }
  | { readonly view: 'message'; readonly id: string }
  | { readonly view: 'problems' }
  | { readonly view: 'actions' };

/** The fragment of the address for a place. */
export const writePlace = (place: Place): string => {
  switch (place.view) {
    case 'list': {
      const said = new URLSearchParams();
      for (const field of WRITTEN) if (place.search[field] !== '') said.set(field, place.search[field]);
      return said.size > 0 ? `#/?${said.toString()}` : '#/';
    }
    case 'message':
      return `#/message/${encodeURIComponent(place.id)}`;
    case 'problems':
    case 'actions':
      return `#/${place.view}`;
  }
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The place that a fragment names; anything unknown is the list. */
export const readPlace = (fragment: string): Place => {
  const [path = '', query = ''] = fragment.replace(/^#\/?/, '').split('?', 2);
  if (path === 'problems' || path === 'actions') return { view: path };
  if (path.startsWith('message/')) return { view: 'message', id: decoded(path.slice('message/'.length)) };
  const said = new URLSearchParams(query);
  return {
    view: 'list',
    search: { ...NO_SEARCH, ...Object.fromEntries(WRITTEN.map((field) => [field, said.get(field) ?? ''])) },
  };
};
