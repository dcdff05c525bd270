// The page's own script: it says which patient is open, and listens. The tokens of #record come from token-url by themselves.
const record = document.querySelector('#record');
const beside = document.querySelector('#beside');
const toggle = document.querySelector('#toggle');
const place = record.parentElement;

const [{ gateway }, list] = await Promise.all(['/ehr/session', '/ehr/patients'].map(async (path) => (await fetch(path)).json()));

const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
const hear = (line) => document.querySelector('#heard').append(element('li', line));

record.addEventListener('lcr-state', ({ detail }) => hear(`${detail.category}: ${detail.state}`));
record.addEventListener('lcr-entry-open', ({ detail }) => hear(`${detail.category}: an entry was opened`));

// The other way to supply a token: the context asks with an event, and the host sets the property.
beside.addEventListener('lcr-token-needed', async ({ detail }) => {
  hear(`a token is needed: ${detail.reason}`);
  const response = await fetch('/ehr/lcr-token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ patient: beside.patient }),
  });
  beside.token = (await response.json()).access_token;
});

const buttons = list.map(({ nhsNumber, name }) => {
  const button = element('button', name);
  button.addEventListener('click', () => {
    record.patient = nhsNumber;
    for (const each of buttons) each.ariaCurrent = each === button ? 'true' : null;
  });
  return button;
});
document.querySelector('#patients').append(...buttons);

toggle.addEventListener('click', () => {
  if (record.isConnected) record.remove();
  else place.append(record);
  toggle.textContent = record.isConnected ? 'Close the record' : 'Open the record';
});

record.gateway = beside.gateway = gateway;
beside.patient = list.at(-1).nhsNumber;
buttons[0].click();
