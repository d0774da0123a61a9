'use strict';
(() => {
  const said = document.getElementById('said');
  const token = document.getElementById('token');

  const askFor = async (role) => {
    const response = await fetch('/dev/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role }),
    });
    const body = await response.json();
    if (!response.ok) throw new Error(body.message);
    return body.token;
  };

  document.getElementById('sign-in').addEventListener('submit', async (event) => {
    event.preventDefault();
    const role = new FormData(event.target).get('role');
    // An old token must never stand beside a new role's name.
    token.value = '';
    said.textContent = `Asking for a token as ${role}`;
    try {
      token.value = await askFor(role);
      said.textContent = `A token as ${role}, selected below and ready to copy`;
      token.focus();
      token.select();
    } catch (error) {
      said.textContent = `No token was given: ${error.message || 'Causeway did not answer'}`;
    }
  });
})();
