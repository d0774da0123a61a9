import { CONSOLE_DOCUMENTS } from '../../gateway/pages/messages/documents';
import { ACCESS_DOCUMENTS } from '../../gateway/pages/access/documents';
import type { Capability, Operation } from '../../schema/capabilities';

export interface ListTried {
  readonly query: string;
  /** All that the list is made of. */
  readonly capabilities: readonly Capability[];
  /** Where its people stand, in a list that is made of people. */
  readonly people: string | null;
  /** What is read of each of the people who are found, one by one: where nobody is, nothing is refused. */
  readonly ofEach?: readonly Capability[];
}

const listed = (field: string, more: string, args = 'filter: { wards: $w }'): string =>
  `query List($w: [ID!]!) { ${field}(${args}) { ${more} completeness { status withheld } } }`;

const forecast = (part: string, node: string): string => `query List($w: [ID!]!) {
  flowForecast(filter: { wards: $w }, window: { from: "2026-11-01T00:00:00Z", to: "2027-03-01T00:00:00Z" }) {
    ${part} { nodes { ${node} } completeness { status withheld } } } }`;

/** Every list by place of the graph, by where it stands in an answer. */
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
  criticalResults: {
    query: listed(
      ...(['criticalResults', 'nodes { id }'] as const),
      'filter: { wards: $w, window: { from: "2026-01-01T00:00:00Z", to: "2027-03-01T00:00:00Z" } }',
    ),
    capabilities: ['encounters'],
    people: 'criticalResults.nodes',
    ofEach: ['lab-reports', 'result-acknowledgements'],
  },
  // Nobody of Ward 12 is on a virtual ward: asked of nobody, it is refused to whom it is refused of somebody.
  virtualWardPatients: {
    query: listed('virtualWardPatients', 'nodes { id }'),
    capabilities: ['encounters', 'wards', 'early-warning', 'observations', 'appointments'],
    people: null,
  },
  // What they wait for is not known to whoever may not read it; who is here stands.
  emergencyPatients: {
    query: listed('emergencyPatients', 'nodes { id }'),
    capabilities: ['encounters'],
    people: 'emergencyPatients.nodes',
  },
  'flowForecast.discharges': {
    query: forecast('discharges', 'expected'),
    capabilities: ['encounters'],
    people: 'flowForecast.discharges.nodes',
  },
  'flowForecast.admissions': {
    query: forecast('admissions', 'toComeIn'),
    capabilities: ['waiting-list'],
    people: null,
  },
  waitingList: {
    query: `{ waitingList { nodes { id } completeness { status withheld } } }`,
    capabilities: ['waiting-list'],
    people: null,
  },
  'flowForecast.beds': { query: forecast('beds', 'total'), capabilities: ['bed-state'], people: null },
  theatreSessions: {
    query: 'query List { theatreSessions { nodes { start } completeness { status withheld } } }',
    capabilities: ['theatre-lists'],
    people: null,
  },
  theatreCasesWithoutSession: {
    query: 'query List { theatreCasesWithoutSession { nodes { start } completeness { status withheld } } }',
    capabilities: ['theatre-lists'],
    people: null,
  },
  'wards.nodes.0.beds': {
    query: listed('wards', 'nodes { beds { nodes { id } completeness { status } } }'),
    capabilities: ['wards', 'bed-state', 'bed-housekeeping'],
    people: null,
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
  migration: '{ migrationRoutes { id } }',
  'migration-content': `mutation { revealDifference(input: { difference: "none", reason: "To see who may do it" }) {
    userErrors { code } } }`,
  'migration-actions': `mutation { addRouteNote(input: { route: "none", words: "To see who may do it" }) {
    userErrors { code } } }`,
  'own-reads': '{ recordReads(first: 1) { nodes { at } } }',
  'break-glass': `mutation Open($id: ID!) { breakGlass(input: { patient: $id, reason: EMERGENCY, words: "short" }) {
    userErrors { field } } }`,
  'break-glass-review': '{ breakGlassReviews { nodes { id } } }',
  'own-wishes': null, // of one field with the next, and tried in test/attacks
  'privacy-directives': 'query Put($id: ID!) { privacyDirectives(patient: $id) { nodes { id } } }',
  'own-proxies': null, // the person's own, in test/scenarios/break-glass
  proxies: 'query Of($id: ID!) { proxies(patient: $id) { nodes { id } } }',
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
