import { html } from '../html';
import { signInFields } from '../nhsuk-page';

const VIEWS: readonly (readonly [view: string, href: string, words: string])[] = [
  ['list', '#/', 'Messages'],
  ['problems', '#/problems', 'Problems by sender'],
  ['actions', '#/actions', 'What engineers did'],
];

/** The shell of the message console; its script fills `main`, and no message stands in the page as it is served. */
export const messagesPage = (development: boolean): string =>
  html`<!doctype html>
    <html lang="en-GB" class="nhsuk-template">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Messages - Causeway</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/messages/nhsuk.css" />
        <link rel="stylesheet" href="/pages/messages.css" />
      </head>
      <body class="nhsuk-template__body">
        <a class="nhsuk-skip-link" href="#main" id="skip">Skip to main content</a>
        <header class="nhsuk-header" role="banner">
          <div class="nhsuk-header__container console-width">
            <div class="nhsuk-header__service">
              <a class="nhsuk-header__service-name" href="/">Causeway</a>
            </div>
            <form id="sign-in" class="console-sign-in" autocomplete="off" aria-label="Sign in">
              ${signInFields(development, 'integration-engineer')}
              <button id="sign-in-again" class="nhsuk-button nhsuk-button--reverse nhsuk-button--small" type="submit">
                Sign in
              </button>
              <span id="signed-in" role="status"></span>
            </form>
          </div>
          <nav class="nhsuk-header__navigation" aria-label="Message console">
            <div class="nhsuk-header__navigation-container console-width">
              <ul class="nhsuk-header__navigation-list">
                ${VIEWS.map(
                  ([view, href, words]) =>
                    html`<li class="nhsuk-header__navigation-item">
                      <a class="nhsuk-header__navigation-link" data-view="${view}" href="${href}">${words}</a>
                    </li>`,
                )}
              </ul>
            </div>
          </nav>
        </header>
        <main
          id="main"
          class="nhsuk-main-wrapper nhsuk-main-wrapper--s console-width"
          tabindex="-1"
          data-development="${String(development)}"
        >
          <noscript><p>The message console needs JavaScript.</p></noscript>
        </main>
        <p id="said" class="nhsuk-u-visually-hidden" role="status"></p>
        <script src="/messages/console.js" defer></script>
      </body>
    </html>`.markup;
