// What any host does: sign the user in, list the user's own patients, and name the open one to <lcr-context>.
const record = document.querySelector('#record');
const users = document.querySelector('#user');
const patients = document.querySelector('#patients');
const sources = document.querySelector('#sources');
const story = document.querySelector('#story');
const view = document.querySelector('#view');
const switches = [...document.querySelectorAll('[data-view]')];

async function ask(path, body) {
  const response = await fetch(path, body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

function element(tag, text, attributes = {}) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...[text].flat());
  return made;
}

const day = (date) => date?.replace(/^(\d{4})-(\d\d)-(\d\d)$/, (_, year, month, number) => `${number}-${'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[month - 1]}-${year}`) ?? 'not known';

function open({ nhsNumber, note }, button) {
  record.patient = nhsNumber;
  story.textContent = note ?? '';
  for (const other of patients.querySelectorAll('button')) other.removeAttribute('aria-current');
  button.setAttribute('aria-current', 'true');
}

async function listPatients() {
  record.patient = null;
  const list = await ask('/ehr/patients');
  patients.replaceChildren(
    ...list.map((patient) => {
      const button = element('button', [patient.name, element('small', `Born ${day(patient.birthDate)}`)], { type: 'button' });
      button.addEventListener('click', () => open(patient, button));
      return element('li', button);
    }),
  );
  patients.querySelector('button')?.click();
}

async function listSources() {
  const list = await ask('/ehr/sources');
  sources.replaceChildren(
    ...list.map(({ id, name, mode, modes }) => {
      const select = element('select', modes.map((each) => element('option', each.text, { value: each.mode, selected: each.mode === mode })));
      select.addEventListener('change', async () => {
        await ask('/ehr/sources', { id, mode: select.value });
        reopen();
      });
      return element('li', element('label', [element('span', name), element('br', ''), select]));
    }),
  );
  sources.closest('aside').hidden = !list.length;
}

/** Opening a patient anew is how a host refreshes the record. */
function reopen() {
  const { patient } = record;
  record.patient = null;
  record.patient = patient;
}

/** A host shows as much of the record as its screen has room for: here one view at a time. */
const views = {
  summary: [...view.children],
  record: [document.createElement('lcr-record')],
  timeline: [document.createElement('lcr-timeline')],
  coverage: [document.createElement('lcr-coverage')],
  access: [document.createElement('lcr-access-history')],
};
const banner = document.querySelector('lcr-patient-banner');
const office = document.querySelector('#office');

function turnTo(name) {
  view.replaceChildren(...views[name]);
  for (const each of switches) each.setAttribute('aria-pressed', each.dataset.view === name);
}
for (const button of switches) button.addEventListener('click', () => turnTo(button.dataset.view));

/** Who does not treat the patient comes to see who has: the rest of the record is not for them. */
function receive({ treats, scopes }) {
  if (treats) record.prepend(banner);
  else banner.remove();
  story.hidden = !treats;
  office.hidden = !scopes.length;
  for (const button of switches) button.hidden = !treats && button.dataset.view !== 'access';
  const current = switches.find((button) => button.getAttribute('aria-pressed') === 'true')?.dataset.view;
  if (!treats) turnTo('access');
  else if (current === 'access') turnTo('summary');
}

users.addEventListener('change', async () => {
  await ask('/ehr/login', { user: users.value });
  receive(people.find(({ id }) => id === users.value));
  await listPatients();
});

const [{ gateway, user }, people] = await Promise.all([ask('/ehr/session'), ask('/ehr/users')]);
record.gateway = gateway;
receive(people.find(({ id }) => id === user));
users.replaceChildren(
  ...people.map(({ id, name, role, organisation }) =>
    element('option', `${name}, ${role}, ${organisation}`, { value: id, selected: id === user }),
  ),
);
await Promise.all([listPatients(), listSources()]);
