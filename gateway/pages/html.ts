import type { FastifyReply } from 'fastify';

/** Text that is already markup. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | readonly Markup[];

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const isList = (part: Part): part is readonly Markup[] => Array.isArray(part);

const render = (part: Part): string => {
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return String(part);
  return isList(part) ? part.map(({ markup }) => markup).join('') : part.markup;
};

/** Markup from a template; whatever is put into it is escaped unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: strings.reduce((text, next, index) => {
    const part = parts[index - 1];
    return text + (part === undefined ? '' : render(part)) + next;
  }),
});

/** A whole page. `scripts` and `styles` are paths on this server: no page loads anything from elsewhere. */
export const document = (
  title: string,
  body: Markup,
  more: { readonly scripts?: readonly string[]; readonly styles?: readonly string[] } = {},
): string =>
  html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${['/pages/style.css', ...(more.styles ?? [])].map((href) => html`<link rel="stylesheet" href="${href}" />`)}
      </head>
      <body>
        ${body} ${(more.scripts ?? []).map((src) => html`<script src="${src}" defer></script>`)}
      </body>
    </html>`.markup;

const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The explorer's editor sets styles from script and brings its fonts inside its stylesheet. */
const EXPLORER =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const secured = (reply: FastifyReply, kind: 'strict' | 'explorer' = 'strict'): FastifyReply =>
  reply
    .header('content-security-policy', kind === 'strict' ? STRICT : EXPLORER)
    .header('x-content-type-options', 'nosniff')
    .header('x-frame-options', 'DENY')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cache-control', 'no-store');
