/**
 * The limit: what somebody would write by hand for this one page. A token, a request, and one `innerHTML` of the same
 * table. No states, no words for a failure, no patient switch, no keyboard.
 */
const { gateway, patient, categories, how } = document.body.dataset;
const wanted = categories.split(' ');
const main = document.querySelector('main');
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const safe = (text) => String(text ?? '').replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
const day = (date) => {
  const [year, month, rest] = (date ?? '').slice(0, 10).split('-');
  return !year ? 'Not recorded' : [rest, month && months[month - 1], year].filter(Boolean).join('-');
};
const named = (entry) => entry.code?.text || entry.code?.display || entry.title || entry.id;
const reaction = (entry) => (entry.reactions ?? []).map(({ manifestations, severity }) => `${manifestations.map(({ display }) => display).join(', ')} (${severity})`).join('; ') || 'Not recorded';
const row = (entry) =>
  `<tr><th scope="row"><button aria-expanded="false">${safe(named(entry))}</button></th><td>${safe(reaction(entry))}</td><td>${safe(entry.criticality ?? 'Not recorded')}</td><td>${safe([entry.status, entry.verification].filter(Boolean).join('. '))}</td><td class="date">${safe(day(entry.when))}</td><td>${safe(entry.source.name)}</td></tr>`;
const head = '<thead><tr>' + ['Allergen', 'Reaction', 'Risk', 'Status', 'Date', 'Source'].map((name) => `<th scope="col">${name}</th>`).join('') + '</tr></thead>';
const whole = ({ category, entries, total, sources }, rows) =>
  `<section aria-label="${category}"><h2>${category} <span>${total ?? entries.length}</span></h2><table>${head}<tbody>${rows}</tbody></table><footer>${sources.length} sources answered</footer></section>`;

async function open() {
  const { access_token: token } = await (await fetch('/token', { method: 'POST', body: JSON.stringify({ patient }) })).json();
  const ask = (path) => fetch(gateway + path, { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': patient } });
  if (how === 'separate') {
    await Promise.all(
      wanted.map(async (category, place) => {
        const section = await (await ask(`/v1/record/${category}?limit=1000`)).json();
        main.children[place].innerHTML = whole(section, section.entries.map(row).join(''));
      }),
    );
  } else if (how === 'batched') {
    const answer = await ask(`/v1/record?${wanted.map((category) => `category=${category}`).join('&')}`);
    for (const line of (await answer.text()).trim().split('\n')) {
      const section = JSON.parse(line);
      main.children[wanted.indexOf(section.category)].innerHTML = whole(section, section.entries.map(row).join(''));
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
    const height = 24;
    main.innerHTML = whole({ ...section, entries }, '');
    const body = main.querySelector('tbody');
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
main.innerHTML = wanted.map(() => '<div></div>').join('');
await open();
