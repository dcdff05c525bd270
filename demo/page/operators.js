// The operators' page of an invented host: it gets an operator's token from its own back end, one for each kind of work,
// and asks the gateway. Nothing is kept: token, numbers and answers live as long as this page.
const users = document.querySelector('#user');
const refused = document.querySelector('#refused');
const sections = [...document.querySelectorAll('main > section')];
const { gateway, user: signedIn } = await host('/ehr/session');

async function host(path, body) {
  const response = await fetch(path, body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error((await response.json()).error);
  return response.json();
}

/** Tokens by scope, each until shortly before it ends. */
const tokens = new Map();
async function tokenFor(scope) {
  const held = tokens.get(scope);
  if (held && held.until > performance.now()) return held.token;
  const { access_token: token, expires_in: life } = await host('/ehr/operator-token', { scope });
  tokens.set(scope, { token, until: performance.now() + life * 800 });
  return token;
}

/** Asks the gateway as an operator. A refusal is told in its own words, with its reference. */
async function ask(scope, path, body, accept = 'application/json') {
  const response = await fetch(`${gateway}/v1/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await tokenFor(scope)}`, 'Content-Type': 'application/json', Accept: accept },
    body: JSON.stringify(body),
    cache: 'no-store',
  });
  if (response.ok) return response;
  const { title, detail, correlationId } = await response.json();
  throw new Error(`${[title, detail].filter(Boolean).join(': ')}. Reference: ${correlationId}`);
}

function element(tag, content, attributes = {}) {
  const { label, ...properties } = attributes;
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...[content].flat().filter((one) => one !== undefined && one !== null));
  if (label) made.dataset.label = label;
  return made;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const london = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'medium' });
const day = (date) => date.replace(/^(\d{4})-(\d\d)-(\d\d)/, (_, year, month, number) => `${number}-${MONTHS[month - 1]}-${year}`);
const moment = (instant) => day(london.format(new Date(instant)));
const spaced = (number) => number.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** A table, which on a narrow screen becomes a list of its rows. */
function table(heads, rows) {
  return element('table', [
    element('thead', element('tr', heads.map((head) => element('th', head, { scope: 'col' })))),
    element('tbody', rows.map((cells) => element('tr', cells.map((cell, index) =>
      index === 0 ? element('th', cell, { scope: 'row' }) : element('td', cell, { label: heads[index] }))))),
  ]);
}

/** What a form says, without what was left open; NHS numbers as they are written anywhere. */
function read(form) {
  const said = {};
  for (const [name, value] of new FormData(form)) {
    const text = String(value).trim();
    if (!text) continue;
    if (name === 'by') (said.by ??= []).push(text);
    else said[name] = name === 'patient' ? text.replaceAll(/[\s-]/g, '') : text;
  }
  return said;
}

const parts = (section) => ({ form: section.querySelector('form'), said: section.querySelector('.said'), result: section.querySelector('.result') });

/** Work that a button or a form begins: what goes wrong is said where it was asked. */
function doing(section, work) {
  return async (event) => {
    event?.preventDefault();
    const { said, result } = parts(section);
    result.setAttribute('aria-busy', 'true');
    try {
      await work(event);
    } catch (error) {
      said.textContent = error.message;
      result.replaceChildren();
    }
    result.removeAttribute('aria-busy');
  };
}

/** A file of all that the form asks for. It is made by the gateway, safe for a spreadsheet, and saved as it is. */
function save(section, path) {
  const { form, said } = parts(section);
  section.querySelector('[data-save]').addEventListener('click', doing(section, async () => {
    if (!form.reportValidity()) return;
    const response = await ask('audit', path, read(form), 'text/csv');
    const url = URL.createObjectURL(await response.blob());
    element('a', [], { href: url, download: `${path.split('/').at(-1)}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    said.textContent = 'Saved. The file names people and patients: keep it where such files belong.';
  }));
}

const [search, statistics, unusual, register] = sections;

// Search.
{
  const { form, said, result } = parts(search);
  const more = search.querySelector('.more');
  const outcome = ({ outcome: what, code }) => (what === 'granted' ? 'Granted' : element('strong', `Refused: ${code}`));
  const who = ({ user, organisation }) => (user ? [`${user.name} (${user.id})`, element('div', [user.roles.join(', '), organisation?.name].filter(Boolean).join(', '), { className: 'aside' })] : 'not known');
  const actions = {
    token: 'Launch', session: 'What the role has', patient: 'Patient’s details', record: 'Record', document: 'Document', coverage: 'Coverage',
    shown: 'Was shown', accesses: 'Access history', likeness: 'User and patient are alike', 'audit-search': 'Search of the audit',
    'audit-statistics': 'Figures of the audit', 'audit-unusual': 'Look at unusual access', 'opt-out': 'Register of objections',
    revocation: 'Token ended', policy: 'Policy changed',
  };
  const what = ({ action, granted = [], refused: not = [], alike = [] }) => [
    actions[action] ?? action,
    element('div', [...granted.map(({ category }) => category), ...not.map((category) => `not ${category}`), ...alike].join(', '), { className: 'aside' }),
  ];
  let cursor = null;
  let shown = 0;
  async function page(goesOn) {
    const { rows, next } = await (await ask('audit', 'audit/search', { ...read(form), ...(goesOn && { cursor }) })).json();
    const made = table(
      ['When', 'Who', 'What', 'Patient', 'Data of', 'Outcome'],
      rows.map((row) => [moment(row.at), who(row), what(row), row.patient ? spaced(row.patient) : 'no patient', row.sources?.join(', ') || 'no source', outcome(row)]),
    );
    if (goesOn) result.querySelector('tbody').append(...made.tBodies[0].rows);
    else result.replaceChildren(...(rows.length ? [made] : []));
    shown = (goesOn ? shown : 0) + rows.length;
    cursor = next;
    more.hidden = next === null;
    said.textContent = `${plural(shown, 'row', 'rows')} shown, oldest first${next === null ? '.' : '; there are more.'}`;
  }
  form.addEventListener('submit', doing(search, () => page(false)));
  more.addEventListener('click', doing(search, () => page(true)));
  save(search, 'audit/search');
}

// Statistics.
{
  const { form, said, result } = parts(statistics);
  const name = (value) => (typeof value === 'object' ? (value.name ?? value.display) : /^\d{4}-/.test(value) ? day(value) : value);
  form.addEventListener('submit', doing(statistics, async () => {
    const { by, rows } = await (await ask('audit', 'audit/statistics', read(form))).json();
    said.textContent = plural(rows.length, 'group', 'groups');
    result.replaceChildren(table(
      [...by.map((group) => group[0].toUpperCase() + group.slice(1)), 'Requests', 'Users', 'Patients'],
      rows.map((row) => [...by.map((group) => name(row[group])), row.requests, row.users, row.patients].map(String)),
    ));
  }));
  save(statistics, 'audit/statistics');
}

// Unusual access.
{
  const { form, said, result } = parts(unusual);
  const reasons = {
    'own-record': () => 'Opened their own record',
    'same-name': () => 'Opened a record of their own name',
    'same-surname': () => 'Opened a record of their own surname',
    'same-address': () => 'Opened a record of somebody at their own address',
    'above-peers': ({ patients, usual }) => `Opened ${patients} patients; others of the same role about ${usual}`,
    'no-relationship': ({ patients }) => `Was refused ${plural(patients, 'patient', 'patients')} with whom there is no relationship`,
  };
  form.addEventListener('submit', doing(unusual, async () => {
    const { findings, users: looked, notCompared, from, to } = await (await ask('audit', 'audit/unusual', read(form))).json();
    said.textContent = `${plural(findings.length, 'user', 'users')} to look at, of ${looked}.${notCompared ? ` After ${plural(notCompared, 'launch', 'launches')} nothing could be compared: no source said who the patient is.` : ''}`;
    result.replaceChildren(...(findings.length ? [table(
      ['Who', 'Why', 'Where to begin'],
      findings.map(({ user, organisation, reasons: all }) => [
        [`${user.name} (${user.id})`, element('div', [user.roles.map(({ display }) => display).join(', '), organisation.name].filter(Boolean).join(', '), { className: 'aside' })],
        all.map((reason) => element('div', [reasons[reason.code]?.(reason) ?? reason.code, reason.strength === 'weak' ? ' (weak: there is an everyday explanation)' : ''], { className: reason.strength })),
        element('button', 'Show the rows', { type: 'button', onclick: () => rowsOf(user.id, { from, to }) }),
      ]),
    )] : []));
  }));
  save(unusual, 'audit/unusual');
  function rowsOf(user, days) {
    const { form: to } = parts(search);
    to.reset();
    for (const [name, value] of Object.entries({ user, ...days })) to.elements[name].value = value;
    show('search');
    to.requestSubmit();
  }
}

// The register of objections.
{
  const { form, said, result } = parts(register);
  const acts = register.querySelector('.acts');
  let patient;
  const words = { 'opted-out': 'Objects to sharing', withdrawn: 'No longer objects' };
  async function look() {
    const { optedOut, changes } = await (await ask('opt-out', 'opt-outs/search', { patient })).json();
    said.textContent = `${spaced(patient)}: ${optedOut ? 'objects. The record is not shared with anybody.' : 'does not object. The record is shared.'}`;
    acts.hidden = false;
    result.replaceChildren(...(changes.length ? [table(
      ['From', 'What', 'Written down', 'By'],
      changes.map(({ from, state, recorded, by }) => [moment(from), words[state], moment(recorded), by]),
    )] : [element('p', 'Nothing has been recorded for this patient.')]));
  }
  form.addEventListener('submit', doing(register, async () => {
    acts.hidden = true;
    ({ patient } = read(form));
    await look();
  }));
  // What was looked up is what is changed: another number in the field is another patient, to be looked up first.
  form.addEventListener('input', () => {
    acts.hidden = true;
    result.replaceChildren();
    said.textContent = '';
  });
  for (const button of acts.querySelectorAll('[data-act]')) {
    button.addEventListener('click', doing(register, async () => {
      const field = acts.querySelector('[name=from]');
      const from = field.value ? { from: new Date(`${field.value}T00:00:00`).toISOString() } : {};
      await ask('opt-out', `opt-outs${button.dataset.act}`, { patient, ...from });
      field.value = '';
      await look();
    }));
  }
}

function show(view) {
  for (const section of sections) section.hidden = section.id !== view;
  for (const button of document.querySelectorAll('[data-view]')) button.setAttribute('aria-pressed', button.dataset.view === view);
}
for (const button of document.querySelectorAll('[data-view]')) button.addEventListener('click', () => show(button.dataset.view));

const today = london.format(new Date()).slice(0, 10);
for (const form of document.querySelectorAll('form')) {
  for (const [name, value] of [['from', `${today.slice(0, 8)}01`], ['to', today]]) {
    if (form.elements[name]) form.elements[name].defaultValue = value;
  }
}

const all = await host('/ehr/users');
users.replaceChildren(...all.map(({ id, name, role, organisation }) => element('option', `${name}, ${role}, ${organisation}`, { value: id, selected: id === signedIn })));
users.addEventListener('change', async () => {
  await host('/ehr/login', { user: users.value });
  // Nothing of one operator may be left for the next.
  location.reload();
});
const mine = all.find(({ id }) => id === signedIn)?.scopes ?? [];
if (mine.length === 0) {
  refused.hidden = false;
  refused.textContent = 'The user who is signed in is not an operator. Sign in as a privacy officer.';
}
