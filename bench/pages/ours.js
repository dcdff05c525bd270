/** Says when every widget of the page has come to rest; where the page asks for all of a list, when all of it is here. */
const resting = new Set();
document.addEventListener('lcr-state', ({ target, detail }) => {
  if (detail.state === 'loading' || detail.state === 'no-patient') return void resting.delete(target);
  resting.add(target);
  if (resting.size < document.querySelectorAll('lcr-context > *').length) return;
  document.dispatchEvent(new Event('drawn'));
  if ('all' in document.body.dataset) void loadAll(target);
});

async function loadAll(widget) {
  const pause = (after) => new Promise((later) => setTimeout(later, after));
  const button = () => [...widget.shadowRoot.querySelectorAll('.state button')].at(-1);
  while (!button()) await pause(10);
  button().click();
  while (widget.reading.data?.next) await pause(10);
  document.dispatchEvent(new Event('all-drawn'));
}
