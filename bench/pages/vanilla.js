/**
 * The limit: what somebody would write by hand for this one page. A token, a request, and one `innerHTML` of the same
 * table, under the same sheets in the same kind of shadow root. No states, no words for a failure, no patient switch,
 * no keyboard. Of the page of twenty the server itself sends the markup, so that here nothing is left to be made of it.
 *
 * `look` stands before this text: the sheets, and for each category which of them it has.
 */
const { gateway, patient, categories, how, made = '' } = document.body.dataset;
const wanted = categories.split(' ');
const main = document.querySelector('main');
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const safe = (text) => String(text ?? '').replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
const day = (date) => {
  const [year, month, rest] = (date ?? '').slice(0, 10).split('-');
  return !year ? 'Not recorded' : [rest, month && months[month - 1], year].filter(Boolean).join('-');
};
const risks = { high: 'High', low: 'Low', 'unable-to-assess': 'Unable to assess' };
const reaction = ({ manifestations, severity }) => `${manifestations.map(({ display }) => display).join(', ')}${severity ? ` (${severity})` : ''}`;
const cell = (label, text, more = '') => `<td role="cell" data-label="${label}"${more}>${safe(text)}</td>`;
const row = ({ id, code, reactions, criticality, status, verification, when, source }) =>
  `<tr role="row" part="row"><th role="rowheader" scope="row"><button data-row="${safe(id)}" tabindex="-1" aria-expanded="false">${safe(code.text || code.display)}</button></th>${
    cell('Reaction', reactions?.map(reaction).join('; ') || 'Not recorded') + cell('Risk', risks[criticality] ?? 'Not recorded') + cell('Status', [status, verification].filter(Boolean).join('. ')) + cell('Date', day(when), ' class="date"') + cell('Source', source.name)
  }</tr>`;
const head = ['Allergen', 'Reaction', 'Risk', 'Status', 'Date', 'Source'].map((name) => `<th role="columnheader" scope="col">${name}</th>`).join('');
const answered = ({ organisation, system, status, asOf }) => `<li>${safe(organisation.name)}, ${safe(system)}: ${status} · ${day(asOf)}</li>`;
const whole = ({ category, entries, total, sources }, rows) =>
  `<section aria-label="${category}"><header part="header"><div role="heading" aria-level="2" part="heading">${category} <span class="count">${total ?? entries.length}</span></div><button aria-expanded="false">Filter</button></header><table role="table" aria-label="${category}" part="table"><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${rows}</tbody></table><footer part="completeness">${sources.length} sources answered · <details><summary>What is not here</summary><ul>${sources.map(answered).join('')}</ul></details></footer></section>`;
const drawn = (section) => section.markup ?? whole(section, section.entries.map(row).join(''));

const sheets = new Map();
const sheet = (place) => {
  if (!sheets.has(place)) {
    sheets.set(place, new CSSStyleSheet());
    sheets.get(place).replaceSync(look.sheets[place]);
  }
  return sheets.get(place);
};
main.innerHTML = wanted.map(() => '<div></div>').join('');
const places = wanted.map((category, place) => {
  const root = main.children[place].attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = look.of[category].map(sheet);
  return root;
});

async function open() {
  const { access_token: token } = await (await fetch('/token', { method: 'POST', body: JSON.stringify({ patient }) })).json();
  const ask = (path) => fetch(gateway + made + path, { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': patient } });
  if (how === 'separate') {
    await Promise.all(
      wanted.map(async (category, place) => {
        places[place].innerHTML = drawn(await (await ask(`/v1/record/${category}?limit=1000`)).json());
      }),
    );
  } else if (how === 'batched') {
    const answer = await ask(`/v1/record?${wanted.map((category) => `category=${category}`).join('&')}`);
    for (const line of (await answer.text()).trim().split('\n')) {
      const section = JSON.parse(line);
      places[wanted.indexOf(section.category)].innerHTML = drawn(section);
    }
  } else {
    // All of it in memory, as many rows in the document as the window shows.
    const [category] = wanted;
    let section = await (await ask(`/v1/record/${category}?limit=1000`)).json();
    const { entries } = section;
    while (section.next) {
      section = await (await ask(`/v1/record/${category}?limit=1000&cursor=${encodeURIComponent(section.next)}`)).json();
      entries.push(...section.entries);
    }
    const height = 33;
    places[0].innerHTML = whole({ ...section, entries }, '');
    const body = places[0].querySelector('tbody');
    const draw = () => {
      const first = Math.max(0, Math.floor(scrollY / height) - 10);
      const shown = entries.slice(first, first + 60);
      body.innerHTML = `<tr style="height:${first * height}px"></tr>${shown.map(row).join('')}<tr style="height:${(entries.length - first - shown.length) * height}px"></tr>`;
    };
    addEventListener('scroll', draw, { passive: true });
    draw();
  }
  document.dispatchEvent(new Event('drawn'));
}
window.open1 = open;
await open();
