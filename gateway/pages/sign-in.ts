import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DEVELOPMENT_PERSONS, type DevelopmentPerson } from '../../schema/development-persons';
import { ROLES, type Role } from '../../schema/capabilities';
import { document, html, secured } from './html';

const Choice = z.object({ role: z.enum(ROLES), person: z.literal(DEVELOPMENT_PERSONS).default(1) });

const page = document(
  'Development sign-in - Causeway',
  html`<header class="bar">
      <a href="/">Causeway</a>
      <span>Development: not for real patients</span>
    </header>
    <main>
      <h1>Development sign-in</h1>
      <p class="lede">
        Choose a role. The token is shown here and kept nowhere; the <a href="/explorer">explorer</a> fetches its own.
      </p>
      <form id="sign-in">
        <label for="role">Role</label>
        <select id="role" name="role">
          ${ROLES.map((role) => html`<option>${role}</option>`)}
        </select>
        <button type="submit">Give me a token</button>
      </form>
      <p id="said" role="status"></p>
      <label for="token">Token</label>
      <textarea id="token" rows="12" readonly spellcheck="false"></textarea>
      <p>Send it with each request as <code>Authorization: Bearer</code> and the token.</p>
    </main>`,
  { scripts: ['/pages/sign-in.js'] },
);

/** `/dev/sign-in`: a page to choose a role on, and the token for it as JSON. Never mounted in production. */
export const signInRoutes = (
  app: FastifyInstance,
  issue: (role: Role, person: DevelopmentPerson) => Promise<string>,
): void => {
  app.get('/dev/sign-in', (_request, reply) => secured(reply).type('text/html; charset=utf-8').send(page));
  // JSON only, so another site's form cannot post here.
  app.post('/dev/sign-in', async (request, reply) => {
    const choice = Choice.safeParse(request.body);
    if (!choice.success)
      return secured(reply)
        .code(400)
        .send({ message: `role is one of ${ROLES.join(', ')}; person, of ${DEVELOPMENT_PERSONS.join(', ')}` });
    return secured(reply).send({ token: await issue(choice.data.role, choice.data.person) });
  });
};
