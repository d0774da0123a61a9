import { ROLES } from '../../schema/capabilities';
import { document, html } from './html';
import type { PagesOptions } from './pages';

/** GraphiQL over this server's graph. The token lives in the page's memory only. */
export const explorerPage = ({ query, variables }: PagesOptions['firstQuery'], development: boolean): string =>
  document(
    'Explorer - Causeway',
    html`<header class="bar">
        <a href="/">Causeway</a>
        ${
          development
            ? html`<label
                >Role
                <select id="role">
                  ${ROLES.map((role) => html`<option>${role}</option>`)}
                </select></label
              >`
            : html`<label>Access token <input id="token" type="password" autocomplete="off" size="32" /></label>`
        }
        <span id="signed-in" role="status"></span>
      </header>
      <main
        id="explorer"
        data-query="${query.trim()}"
        data-variables="${JSON.stringify(variables, null, 2)}"
        data-development="${String(development)}"
      >
        Loading the explorer
      </main>`,
    {
      styles: ['/explorer/graphiql.css'],
      scripts: ['/explorer/react.js', '/explorer/react-dom.js', '/explorer/graphiql.js', '/pages/explorer.js'],
    },
  );
