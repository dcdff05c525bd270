import { linesAreHere } from '../gateway/test/hostile-lines.ts';
import { hostileAsker, places, texts } from '../gateway/test/hostile-text.ts';
import { tally, type Trial } from './trial.ts';

export const trial: Trial = {
  name: 'hostile text in requests to the gateway: refused, not echoed, not logged, no source asked',
  tries: { short: 0, whole: Infinity },
  async run({ tries }) {
    if (!linesAreHere) return { tried: 0, survived: 0, failures: [], skipped: 'the shared attack data are not here' };
    const { outcome, add } = tally();
    const all = Object.keys(places).flatMap((place) => texts.map((text) => ({ place, text })));
    const step = Math.max(1, Math.floor(all.length / tries));
    const ask = await hostileAsker();
    for (let index = 0; index < all.length; index += step) {
      const { place, text } = all[index]!;
      const why = await ask(place, text).then(() => undefined, (error: unknown) => String(error));
      add(why === undefined, () => `${place}, ${JSON.stringify(text)}: ${why}`);
    }
    return { ...outcome, note: `${texts.length.toLocaleString('en-GB')} lines, ${Object.keys(places).length} places` };
  },
};
