import { found } from './dom';

/** The token lives in this page's memory only. */
export interface SignIn {
  token(): Promise<string>;
  /** The token that was sent was not taken: asks for another, and keeps everything else as it is. */
  over(): void;
}

/** In development a role is chosen and a token issued for it; in production a token is pasted. `changed` runs after. */
export const signIn = (changed: () => void): SignIn => {
  const form = found('sign-in');
  const said = found('signed-in');
  const role = document.querySelector<HTMLSelectElement>('select#role');
  const field = document.querySelector<HTMLInputElement>('input#token');

  const issue = async (name: string): Promise<string> => {
    said.textContent = 'Signing in';
    try {
      const response = await fetch('/dev/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ role: name }),
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
  };
  role?.addEventListener('change', again);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    again();
  });
  return {
    token: () => token,
    over: () => {
      said.textContent = 'Not signed in. Sign in again; your search is kept.';
    },
  };
};
