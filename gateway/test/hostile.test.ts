import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linesAreHere } from './hostile-lines.ts';
import { hostileAsker, places, texts } from './hostile-text.ts';

/** `npm run attack text` takes every line in every place: each run here takes the same evenly spread part. */
const EVERY = 97;

describe('hostile text', { skip: linesAreHere ? false : 'the shared attack data are not here' }, () => {
  it('is there in numbers', () => assert.ok(texts.length > 10_000, `${texts.length} lines`));

  for (const place of Object.keys(places)) {
    it(`${place} is refused: no 5xx, nothing echoed, nothing logged, no source asked`, async () => {
      const ask = await hostileAsker();
      for (const text of texts.filter((_, index) => index % EVERY === 0)) await ask(place, text);
    });
  }
});
