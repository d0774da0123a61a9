import { found } from './dom';

/** The token lives in this page's memory only. */
export interface SignIn {
  token(): Promise<string>;
  /**
   * The token that was sent was not taken: asks for another, and keeps everything else as it is. Where a dialog is open,
   * it is asked for there: nothing behind it can be reached, and to leave it would lose what was typed. The dialog hears
   * `signed-in` then, from the form.
   */
  over(): void;
}

/**
 * In development a role is chosen and a token issued for it; in production a token is pasted. `changed` runs after.
 * `kept`: what of the page outlives that, in words.
 */
export const signIn = (changed: () => void, kept = 'your search'): SignIn => {
  const form = found('sign-in');
  const home = form.parentElement;
  const said = found('signed-in');
  const role = document.querySelector<HTMLSelectElement>('select#role');
  const field = document.querySelector<HTMLInputElement>('input#token');

  const issue = async (name: string): Promise<string> => {
    said.textContent = 'Signing in';
    const [chosen, person = '1'] = name.split(' ');
    try {
      const response = await fetch('/dev/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ role: chosen, person: Number(person) }),
      });
      if (!response.ok) throw new Error('refused');
      const { token } = (await response.json()) as { token: string };
      said.textContent = `Signed in as ${name}`;
      return token;
    } catch {
      said.textContent = 'Sign-in failed';
      return '';
    }
  };

  const pasted = (): Promise<string> => {
    const token = field?.value.trim() ?? '';
    said.textContent = token === '' ? 'Paste a token to sign in' : 'Token taken';
    return Promise.resolve(token);
  };

  let token = role ? issue(role.value) : pasted();
  const again = (): void => {
    token = role ? issue(role.value) : pasted();
    changed();
    // To the dialog that it is in: what stands there was shown to whoever was signed in before.
    form.dispatchEvent(new Event('signed-in', { bubbles: true }));
  };
  role?.addEventListener('change', again);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    again();
  });
  const comeTo = (dialog: HTMLDialogElement): void => {
    if (dialog.contains(form)) return;
    dialog.prepend(form);
    dialog.addEventListener('close', () => home?.append(form), { once: true });
  };
  return {
    token: () => token,
    over: () => {
      const dialog = document.querySelector('dialog');
      // One that asks for nothing any more has only to be closed.
      const asking = dialog?.querySelector('textarea') ? dialog : null;
      if (asking) comeTo(asking);
      said.textContent = `Not signed in. Sign in again; ${asking ? 'what you typed' : kept} is kept.`;
    },
  };
};
