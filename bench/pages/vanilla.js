/**
 * The limit: what somebody would write by hand for this one page. A token, a request, and one `innerHTML` of the same
 * table, made here of the same answer that our widgets get, under the same sheets in the same kind of shadow root. No
 * states, no words for a failure, no patient switch, no keyboard.
 */
const { gateway, patient, categories } = document.body.dataset;
export const wanted = categories.split(' ');

/**
 * @param look - The sheets, and for each category which of them it has.
 * @param load - Fills the places of the lists that are wanted.
 */
export async function start(look, load) {
  const main = document.querySelector('main');
  const sheets = look.sheets.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  main.innerHTML = '<div></div>'.repeat(wanted.length);
  const places = wanted.map((category, place) => {
    const root = main.children[place].attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = look.of[category].map((index) => sheets[index]);
    return root;
  });
  const open = async () => {
    const { access_token: token } = await (await fetch('/token', { method: 'POST', body: JSON.stringify({ patient }) })).json();
    await load(places, (path) => fetch(gateway + path, { headers: { Authorization: `Bearer ${token}`, 'LCR-Patient': patient } }));
    document.dispatchEvent(new Event('drawn'));
  };
  window.open1 = open;
  await open();
}
