import { html } from '../html';
import { signInFields } from '../nhsuk-page';

/** The shell of the record of reads; its script fills `main`, and nobody stands in the page as it is served. */
export const accessPage = (development: boolean): string =>
  html`<!doctype html>
    <html lang="en-GB" class="nhsuk-template">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Who looked - Causeway</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/messages/nhsuk.css" />
        <link rel="stylesheet" href="/pages/messages.css" />
      </head>
      <body class="nhsuk-template__body">
        <a class="nhsuk-skip-link" href="#main">Skip to main content</a>
        <header class="nhsuk-header" role="banner">
          <div class="nhsuk-header__container console-width">
            <div class="nhsuk-header__service">
              <a class="nhsuk-header__service-name" href="/">Causeway</a>
            </div>
            <form id="sign-in" class="console-sign-in" autocomplete="off" aria-label="Sign in">
              ${signInFields(development, 'privacy-officer')}
              <button id="sign-in-again" class="nhsuk-button nhsuk-button--reverse nhsuk-button--small" type="submit">
                Sign in
              </button>
              <span id="signed-in" role="status"></span>
            </form>
          </div>
        </header>
        <main id="main" class="nhsuk-main-wrapper nhsuk-main-wrapper--s console-width" tabindex="-1">
          <noscript><p>The record of reads needs JavaScript.</p></noscript>
        </main>
        <p id="said" class="nhsuk-u-visually-hidden" role="status"></p>
        <script src="/access/page.js" defer></script>
      </body>
    </html>`.markup;
