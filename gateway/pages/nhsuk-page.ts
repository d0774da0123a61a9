import type { Role } from '../../schema/capabilities';
import { ROLES } from '../../schema/capabilities';
import { html, type Markup } from './html';

const option = (role: Role, usual: Role): Markup =>
  role === usual ? html`<option selected>${role}</option>` : html`<option>${role}</option>`;

/** How somebody signs in: in development a role is chosen, in production a token is pasted. */
export const signInFields = (development: boolean, usual: Role): Markup =>
  development
    ? html`<label for="role">Role</label>
        <select id="role" class="nhsuk-select">
          ${ROLES.map((role) => option(role, usual))}
        </select>`
    : html`<label for="token">Access token</label>
        <input id="token" class="nhsuk-input" type="password" autocomplete="off" spellcheck="false" />`;
