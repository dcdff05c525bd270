/**
 * The assertions of custom-elements-everywhere, eight basic and eight advanced, for our own tags. Where ours have no
 * such thing the nearest that they have is taken: no tag takes an array or an object, so the token, which no attribute
 * may hold, and the two functions stand for what only a property can hold. Our own events all have names in kebab-case,
 * so events of the other cases are dispatched at a tag by the page.
 */
import { carried, eventNames, values } from './scenes.js';

const find = (selector) => document.querySelector(selector);
const heading = (tag) => tag.shadowRoot?.querySelector('[role=heading]')?.textContent.trim();
const isDrawn = () => heading(find('#tag')) === 'Allergies and adverse reactions';

/** True as soon as it is; a framework may take a moment. */
async function soon(isTrue) {
  for (const end = performance.now() + 2000; performance.now() < end; await new Promise((later) => setTimeout(later, 5))) {
    try {
      if (isTrue()) return true;
    } catch {
      // Not there yet.
    }
  }
  return false;
}

const heard = (name) => find('#around').dataset.heard.split(' ').includes(name);

const basic = [
  ['draws a tag without children', 'alone', () => soon(() => find('#tag').shadowRoot.querySelector('section'))],
  ['draws a tag with children in its shadow tree', 'within', () => soon(isDrawn)],
  ['draws a tag around changing children', 'around', () => soon(() => find('#tag').textContent.includes('2') && heading(find('#tag lcr-allergies')))],
  [
    'hides a tag and shows it again',
    'toggled',
    async () => {
      const first = await soon(isDrawn);
      find('#toggle').click();
      const hidden = await soon(() => find('#other') && !find('#tag'));
      find('#toggle').click();
      return first && hidden && (await soon(isDrawn));
    },
  ],
  ['passes a boolean', 'valued', () => soon(() => find('#document').open === true)],
  ['passes a number', 'valued', () => soon(() => find('#allergies').headingLevel === values.headingLevel)],
  ['passes a string', 'valued', () => soon(() => find('#document').heading === values.heading)],
  [
    'listens by addEventListener',
    'listened',
    // Said until it is heard: a framework may take a moment to run what listens.
    () => soon(() => ((find('#tag').patient += '1'), find('#tag').dataset.heard === 'true')),
  ],
];

const advanced = [
  ['passes what no attribute may hold', 'valued', () => soon(() => carried.includes(`Bearer ${values.token}`) && !find('#holder').hasAttribute('token'))],
  ['passes a function', 'valued', () => soon(() => find('#context').fetch === values.fetch)],
  ['passes a function to a property in camelCase', 'valued', () => soon(() => find('#context').getToken === values.getToken)],
  ...eventNames.map((name) => [
    `hears of ${name}, declared around the tag`,
    'declared',
    async () => {
      await soon(() => find('#tag').shadowRoot.querySelector('section'));
      if (name !== 'lcr-state') find('#tag').dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
      return soon(() => heard(name));
    },
  ]),
];

/** Draws each scene anew and answers what held. */
export async function assertAll(draw) {
  const results = [];
  for (const [level, claims] of Object.entries({ basic, advanced })) {
    for (const [claim, scene, holds] of claims) {
      const place = document.body.appendChild(document.createElement('div'));
      const undraw = await draw(scene, place);
      results.push({ level, claim, holds: await holds() });
      undraw();
      place.remove();
    }
  }
  return results;
}
