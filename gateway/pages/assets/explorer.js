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

  /**
   * What a link brings: `#query=…&variables=…&operationName=…`. In the fragment, which no server is sent and none logs,
   * and out of the address as soon as it is read. It is put into the editor as text, and nothing is asked by itself.
   */
  const brought = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    if (location.hash !== '') history.replaceState(null, '', location.pathname);
    if (!given.has('query')) return { variables: given.get('variables') ?? place.dataset.variables };
    return {
      query: given.get('query'),
      variables: given.get('variables') ?? '',
      operationName: given.get('operationName') || undefined,
    };
  };

  const root = ReactDOM.createRoot(place);
  let links = 0;
  const show = ({ operationName, ...text }, key) =>
    root.render(
      React.createElement(GraphiQL, {
        key,
        fetcher,
        storage,
        defaultQuery: place.dataset.query,
        ...text,
        operationName,
        // Once it is edited, which operation is asked is chosen in the editor.
        onEditQuery: (edited) => {
          if (operationName !== undefined && edited !== text.query) show(text, key);
        },
        shouldPersistHeaders: false,
        isHeadersEditorEnabled: true,
      }),
    );
  const showBrought = () => {
    memory.clear();
    links += 1;
    show(brought(), links);
  };
  showBrought();
  window.addEventListener('hashchange', () => {
    if (location.hash !== '') showBrought();
  });
})();
