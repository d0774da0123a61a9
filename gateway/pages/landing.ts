import { document, html, type Markup } from './html';
import type { PagesOptions } from './pages';
import { wrappingTable, type Wrapping } from './wrapping-table';

const way = (where: Markup, what: string): Markup =>
  html`<div>
    <dt>${where}</dt>
    <dd>${what}</dd>
  </div>`;

const ways = (development: boolean): Markup =>
  html`<dl class="ways">
    ${way(html`<a href="/explorer">Explorer</a>`, 'Write a query and see its answer.')}
    ${way(html`<a href="/messages">Messages</a>`, 'What became of every message; for integration engineers.')}
    ${way(html`<a href="/migration">Migration</a>`, 'Which system replaces which, with evidence; for planners.')}
    ${way(html`<a href="/access">Access</a>`, 'Who was shown whose record, and why; for the privacy officer.')}
    ${development ? way(html`<a href="/dev/sign-in">Development sign-in</a>`, 'A token for a role of your choice.') : ''}
    ${way(html`<code>POST /graphql</code>`, 'The graph itself. It takes a bearer token.')}
    ${way(html`<a href="/health/ready">Readiness</a> and <a href="/metrics">metrics</a>`, 'For those who run it.')}
  </dl>`;

/** What this is, where to click, a first query, and which subgraph wraps which system. */
export const landingPage = (
  wrappings: readonly Wrapping[],
  { query, variables }: PagesOptions['firstQuery'],
  development: boolean,
): string =>
  document(
    'Causeway',
    html`<header class="bar">
        <a href="/" aria-current="page">Causeway</a>
        ${development ? html`<span>Development: not for real patients</span>` : ''}
      </header>
      <main>
        <h1>One graph over the hospital's systems</h1>
        <p class="lede">
          Causeway is one GraphQL graph over the systems a hospital runs, and over the ones it is switching off. Ask one
          endpoint; the answer says which system each fact came from, and what could not be asked.
        </p>
        ${ways(development)}
        <h2>A first query</h2>
        <p>It stands ready in the <a href="/explorer">explorer</a>. To ask it from elsewhere, paste the query:</p>
        <pre>${query.trim()}</pre>
        <p>with the variables:</p>
        <pre>${JSON.stringify(variables, null, 2)}</pre>
        <h2 id="wrapping">Which subgraph wraps which system</h2>
        ${wrappings.length > 0 ? wrappingTable(wrappings) : html`<p>None: nothing behind this graph is routed.</p>`}
      </main>`,
  );
