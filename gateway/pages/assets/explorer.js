/* global React, ReactDOM, GraphiQL */
'use strict';
(() => {
  const place = document.getElementById('explorer');
  const said = document.getElementById('signed-in');
  const role = document.getElementById('role');
  const tokenField = document.getElementById('token');
  // Neither tokens nor queries (variables hold NHS numbers) are written to the browser's storage.
  let token = Promise.resolve('');
  const memory = new Map();
  const storage = {
    getItem: (key) => memory.get(key) ?? null,
    setItem: (key, value) => memory.set(key, value),
    removeItem: (key) => memory.delete(key),
    clear: () => memory.clear(),
    get length() {
      return memory.size;
    },
  };

  const signIn = async () => {
    said.textContent = 'Signing in';
    const response = await fetch('/dev/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role: role.value }),
    });
    said.textContent = response.ok ? `Signed in as ${role.value}` : 'Sign-in failed';
    return response.ok ? (await response.json()).token : '';
  };
  if (role) {
    token = signIn();
    role.addEventListener('change', () => {
      token = signIn();
    });
  }
  if (tokenField)
    tokenField.addEventListener('input', () => {
      token = Promise.resolve(tokenField.value.trim());
    });

  const fetcher = async (params, options) => {
    const bearer = await token;
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        ...(options && options.headers),
      },
      body: JSON.stringify(params),
    });
    return response.json();
  };

  ReactDOM.createRoot(place).render(
    React.createElement(GraphiQL, {
      fetcher,
      storage,
      defaultQuery: place.dataset.query,
      variables: place.dataset.variables,
      shouldPersistHeaders: false,
      isHeadersEditorEnabled: true,
    }),
  );
})();
