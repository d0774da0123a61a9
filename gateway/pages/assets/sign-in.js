'use strict';
document.getElementById('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  const role = new FormData(event.target).get('role');
  const response = await fetch('/dev/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role }),
  });
  const body = await response.json();
  document.getElementById('token').value = response.ok ? body.token : body.message;
});
