/** The page of all twenty lists: a request for each, or one for all of them. */
import { byHand } from './by-hand.js';
import { wanted } from './vanilla.js';

export async function load(places, ask) {
  const draw = (section, place) => void (places[place].innerHTML = byHand[section.category](section));
  const separate = () => Promise.all(wanted.map(async (category, place) => draw(await (await ask(`/v1/record/${category}`)).json(), place)));
  const batched = async () => {
    const answer = await ask(`/v1/record?${wanted.map((category) => `category=${category}`).join('&')}`);
    for (const line of (await answer.text()).trim().split('\n')) {
      const section = JSON.parse(line);
      draw(section, wanted.indexOf(section.category));
    }
  };
  const drawn = document.body.dataset.how === 'batched' ? batched() : separate();
  // Asked last: it is for a printed copy only, and no list waits for it.
  const session = ask('/v1/session').then((answer) => answer.json());
  await drawn;
  void session.then(({ user, organisation }) => {
    for (const place of places) {
      const paper = place.querySelector('.paper');
      paper.textContent = paper.textContent.replace('. It may', `, opened by ${user.name}, ${organisation.name}. It may`);
    }
  });
}
