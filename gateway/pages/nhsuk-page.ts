import { DEVELOPMENT_PERSONS } from '../../schema/development-persons';
import type { Role } from '../../schema/capabilities';
import { ROLES } from '../../schema/capabilities';
import { html, type Markup } from './html';

const option = (role: Role, usual: Role): Markup =>
  role === usual ? html`<option selected>${role}</option>` : html`<option>${role}</option>`;

/** Some of what is done takes two people, or a third: the others of the page's role. */
const colleague = (usual: Role, person: number): Markup => html`<option>${usual} ${person}</option>`;

/** How somebody signs in: in development a role is chosen, in production a token is pasted. */
const signInFields = (development: boolean, usual: Role): Markup =>
  development
    ? html`<label for="role">Role</label>
        <select id="role" class="nhsuk-select">
          ${ROLES.map((role) => option(role, usual))}
          ${DEVELOPMENT_PERSONS.slice(1).map((person) => colleague(usual, person))}
        </select>`
    : html`<label for="token">Access token</label>
        <input id="token" class="nhsuk-input" type="password" autocomplete="off" spellcheck="false" />`;

/** What one page of the NHS look has of its own. */
export interface NhsukPage {
  readonly title: string;
  /** What it is called where it cannot run: `The message console`. */
  readonly name: string;
  /** The role that is chosen already, in development. */
  readonly usual: Role;
  readonly script: string;
  /** Stylesheets beside the design system's and the desk's own. */
  readonly styles?: readonly string[];
  /** Its views, with what a screen reader calls their list. */
  readonly views?: {
    readonly label: string;
    readonly links: readonly (readonly [view: string, href: string, words: string])[];
  };
}

const navigation = ({ label, links }: NonNullable<NhsukPage['views']>): Markup =>
  html`<nav class="nhsuk-header__navigation" aria-label="${label}">
    <div class="nhsuk-header__navigation-container console-width">
      <ul class="nhsuk-header__navigation-list">
        ${links.map(
          ([view, href, words]) =>
            html`<li class="nhsuk-header__navigation-item">
              <a class="nhsuk-header__navigation-link" data-view="${view}" href="${href}">${words}</a>
            </li>`,
        )}
      </ul>
    </div>
  </nav>`;

/** The shell of a page in the NHS look; its script fills `main`, and nothing of a hospital stands in it as it is served. */
export const nhsukPage = (
  { title, name, usual, script, styles = [], views }: NhsukPage,
  development: boolean,
): string =>
  html`<!doctype html>
    <html lang="en-GB" class="nhsuk-template">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - Causeway</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/messages/nhsuk.css" />
        ${['/pages/messages.css', ...styles].map((href) => html`<link rel="stylesheet" href="${href}" />`)}
      </head>
      <body class="nhsuk-template__body">
        <a class="nhsuk-skip-link" href="#main" id="skip">Skip to main content</a>
        <header class="nhsuk-header" role="banner">
          <div class="nhsuk-header__container console-width">
            <div class="nhsuk-header__service">
              <a class="nhsuk-header__service-name" href="/">Causeway</a>
            </div>
            <form id="sign-in" class="console-sign-in" autocomplete="off" aria-label="Sign in">
              ${signInFields(development, usual)}
              <button id="sign-in-again" class="nhsuk-button nhsuk-button--reverse nhsuk-button--small" type="submit">
                Sign in
              </button>
              <span id="signed-in" role="status"></span>
            </form>
          </div>
          ${views ? navigation(views) : ''}
        </header>
        <main
          id="main"
          class="nhsuk-main-wrapper nhsuk-main-wrapper--s console-width"
          tabindex="-1"
          data-development="${String(development)}"
        >
          <noscript><p>${name} needs JavaScript.</p></noscript>
        </main>
        <p id="said" class="nhsuk-u-visually-hidden" role="status"></p>
        <script src="${script}" defer></script>
      </body>
    </html>`.markup;
