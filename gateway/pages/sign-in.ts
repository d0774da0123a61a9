import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ROLES, type Role } from '../../schema/capabilities';
import { document, html, secured } from './html';

const Choice = z.object({ role: z.enum(ROLES) });

const page = document(
  'Development sign-in',
  html`<main>
    <h1>Development sign-in</h1>
    <p>Synthetic patients only. Choose a role; the token is shown here and kept nowhere.</p>
    <form id="sign-in">
      <label
        >Role
        <select name="role">
          ${ROLES.map((role) => html`<option>${role}</option>`)}
        </select></label
      >
      <button type="submit">Give me a token</button>
    </form>
    <label for="token">Token</label>
    <textarea id="token" rows="6" readonly></textarea>
    <p><a href="/">Back</a></p>
  </main>`,
  { scripts: ['/pages/sign-in.js'] },
);

/** `/dev/sign-in`: a page to choose a role on, and the token for it as JSON. Never mounted in production. */
export const signInRoutes = (app: FastifyInstance, issue: (role: Role) => Promise<string>): void => {
  app.get('/dev/sign-in', (_request, reply) => secured(reply).type('text/html; charset=utf-8').send(page));
  // JSON only, so another site's form cannot post here.
  app.post('/dev/sign-in', async (request, reply) => {
    const choice = Choice.safeParse(request.body);
    if (!choice.success)
      return secured(reply)
        .code(400)
        .send({ message: `role is one of ${ROLES.join(', ')}` });
    return secured(reply).send({ token: await issue(choice.data.role) });
  });
};
