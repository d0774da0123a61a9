import { document, html, type Markup } from './html';
import type { PagesOptions } from './pages';

/** One route as the landing page shows it. */
export interface Wrapping {
  readonly subgraph: string;
  /** `lab-reports`. */
  readonly capability: string;
  /** Whose record: an ODS code or a name. */
  readonly organisation: string;
  /** The system that answers today. */
  readonly today: string;
  /** The system that is to take over; left out when none is planned. */
  readonly next?: string;
  /** Where the move stands: `off`, `shadow`, `ramp 10 %`, `live`, `retired`. */
  readonly stage?: string;
}

const row = ({ subgraph, capability, organisation, today, next, stage }: Wrapping): Markup =>
  html`<tr>
    <th scope="row">${subgraph}</th>
    <td>${capability}</td>
    <td>${organisation}</td>
    <td>${today}</td>
    <td>${next ?? 'none planned'}${stage === undefined || next === undefined ? '' : ` (${stage})`}</td>
  </tr>`;

const links = (development: boolean): Markup =>
  html`<ul>
    <li><a href="/explorer">Explorer</a>: write a query, see its answer</li>
    ${development ? html`<li><a href="/dev/sign-in">Development sign-in</a>: a token for a role of your choice</li>` : ''}
    <li><code>POST /graphql</code>: the graph itself; needs a bearer token</li>
    <li><a href="/health/ready">Readiness</a> and <a href="/metrics">metrics</a></li>
  </ul>`;

/** What this is, where to click, which subgraph wraps which system, and a first query. */
export const landingPage = (
  wrappings: readonly Wrapping[],
  { query, variables }: PagesOptions['firstQuery'],
  development: boolean,
): string =>
  document(
    'Causeway',
    html`<main>
      <h1>Causeway</h1>
      <p>
        One GraphQL graph over the systems a hospital runs, and over the ones it is switching off. Ask one endpoint; the
        answer says which system each fact came from, and what could not be asked.
      </p>
      ${links(development)}
      <h2>Which subgraph wraps which system</h2>
      <table>
        <caption>
          Read from the routes as they are now
        </caption>
        <thead>
          <tr>
            <th scope="col">Subgraph</th>
            <th scope="col">Capability</th>
            <th scope="col">Organisation</th>
            <th scope="col">Answers today</th>
            <th scope="col">To be replaced by</th>
          </tr>
        </thead>
        <tbody>
          ${wrappings.map(row)}
        </tbody>
      </table>
      <h2>A first query</h2>
      <pre>${query.trim()}</pre>
      <p>with the variables</p>
      <pre>${JSON.stringify(variables, null, 2)}</pre>
    </main>`,
  );
