import { CONSOLE_DOCUMENTS } from '../../gateway/pages/messages/documents';
import { ACCESS_DOCUMENTS } from '../../gateway/pages/access/documents';
import type { Capability, Operation } from '../../schema/capabilities';

export interface ListTried {
  readonly query: string;
  /** All that the list is made of. */
  readonly capabilities: readonly Capability[];
  /** Where its people stand, in a list that is made of people. */
  readonly people: string | null;
}

const listed = (field: string, more: string, args = 'filter: { wards: $w }'): string =>
  `query List($w: [ID!]!) { ${field}(${args}) { ${more} completeness { status withheld } } }`;

/** Every list by place of the graph. */
export const LISTS: Readonly<Record<string, ListTried>> = {
  encounters: {
    query: listed('encounters', 'nodes { id }'),
    capabilities: ['encounters'],
    people: 'encounters.nodes',
  },
  wards: { query: listed('wards', 'nodes { id }'), capabilities: ['wards'], people: null },
  bedState: { query: listed('bedState', 'nodes { total }'), capabilities: ['bed-state'], people: null },
  readyForDischarge: {
    query: listed('readyForDischarge', 'nodes { readySince }'),
    capabilities: ['discharge-readiness'],
    people: 'readyForDischarge.nodes',
  },
  earlyWarnings: {
    query: listed('earlyWarnings', 'nodes { total }'),
    capabilities: ['encounters', 'early-warning', 'escalations'],
    people: 'earlyWarnings.nodes',
  },
};

/** One ask for each operation, as little as shows whether it is open; null where it is tried elsewhere. */
export const OPERATIONS_TRIED: { readonly [O in Operation]: string | null } = {
  messages: '{ messages(first: 1) { nodes { id } } }',
  'message-content': null, // with the console's own document, below
  'message-actions': `mutation { releaseMessages(input: { ids: ["none"], reason: "To see who may do it" }) {
    userErrors { code } } }`,
  'access-log': '{ accessLog(filter: { user: "nobody" }) { nodes { at } } }',
  'as-seen': '{ asSeen(request: "none") { request } }',
  migration: null, // the ledger's own tests
  'migration-content': null,
  'migration-actions': null,
  'own-reads': '{ recordReads(first: 1) { nodes { at } } }',
  'break-glass': `mutation Open($id: ID!) { breakGlass(input: { patient: $id, reason: EMERGENCY, words: "short" }) {
    userErrors { field } } }`,
  'break-glass-review': '{ breakGlassReviews { nodes { id } } }',
  'own-wishes': null, // of one field with the next, and tried in test/attacks
  'privacy-directives': 'query Put($id: ID!) { privacyDirectives(patient: $id) { nodes { id } } }',
  'own-proxies': null, // the same
  proxies: null,
};

type Variables = (ids: { readonly message: string }) => Record<string, unknown>;
type PageTried = readonly [name: string, document: string, variables: Variables, operation: Operation];

const SELECTION = { ids: ['none'], reason: 'To see who may do it' };

/** What the pages ask, in their own words: a page has no way of its own to anything. */
export const PAGES: readonly PageTried[] = [
  ['access, the log', ACCESS_DOCUMENTS['log'] ?? '', () => ({ filter: { user: 'nobody' } }), 'access-log'],
  ['access, as seen', ACCESS_DOCUMENTS['asSeen'] ?? '', () => ({ request: 'none' }), 'as-seen'],
  ['access, to review', ACCESS_DOCUMENTS['reviews'] ?? '', () => ({ state: 'WAITING' }), 'break-glass-review'],
  [
    'access, a review',
    ACCESS_DOCUMENTS['review'] ?? '',
    () => ({ input: { id: 'none', outcome: 'JUSTIFIED', words: 'To see who may do it' } }),
    'break-glass-review',
  ],
  ['messages, the list', CONSOLE_DOCUMENTS['search'] ?? '', () => ({}), 'messages'],
  ['messages, the feeds', CONSOLE_DOCUMENTS['feeds'] ?? '', () => ({}), 'messages'],
  [
    'messages, what is in one',
    CONSOLE_DOCUMENTS['content'] ?? '',
    ({ message }) => ({ id: message, reason: 'To see who may do it' }),
    'message-content',
  ],
  ['messages, an action', CONSOLE_DOCUMENTS['release'] ?? '', () => ({ input: SELECTION }), 'message-actions'],
];
