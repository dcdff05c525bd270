// All that the page itself does: it listens, and supplies a token where a context asks for one.
const record = document.querySelector('#record');
const beside = document.querySelector('#beside');

const hear = (text) => document.querySelector('#heard').append(Object.assign(document.createElement('li'), { textContent: text }));

record?.addEventListener('lcr-state', ({ detail }) => hear(`${detail.category}: ${detail.state}`));
record?.addEventListener('lcr-entry-open', ({ detail }) => hear(`${detail.category}: an entry was opened`));

beside.addEventListener('lcr-token-needed', async ({ detail }) => {
  hear(`a token is needed: ${detail.reason}`);
  const response = await fetch('/lcr-token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ patient: beside.patient }),
  });
  beside.token = (await response.json()).access_token;
});
