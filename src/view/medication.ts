import { html, nothing } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { formatDay } from '../format/day.ts';
import { formatDosage } from '../format/dose.ts';
import { doseWords } from '../text/dose.ts';
import { medicationWords as say } from '../text/medications.ts';
import { words } from '../text/words.ts';
import { dated } from './dated.ts';
import { classed } from './filled.ts';
import type { Content } from './frame.ts';

type Medication = Entry<'medications'>;

const lines = (all: readonly (string | undefined)[]) => all.filter(Boolean).map((line) => html`<div>${line}</div>`);

/** The name as the source wrote it, and what its code means where that says something else; never cut, never recased. */
export function medicine({ code, strength, form, doNotTake }: Medication): Content {
  const own = code.text;
  const same = !own || code.display.toLowerCase().includes(own.toLowerCase());
  const name = [same ? code.display : say.named(own, code.display), strength, form?.display].filter(Boolean).join(say.between);
  return doNotTake ? html`<span>${name}<div class="mark">${say.doNotTake}</div></span>` : name;
}

/** Each instruction as a line of its own, put together from its parts, with what the source wrote below it. */
export function dose({ dosages }: Medication): Content {
  const written = dosages.map((one, place) => {
    const line = formatDosage(one);
    const before = dosages[place - 1];
    if (!line || !before) return [line, one.text && doseWords.sourceText(one.text)];
    const follows = (one.sequence ?? 0) > (before.sequence ?? 0);
    return [follows ? doseWords.then(line) : doseWords.also(line), one.text && doseWords.sourceText(one.text)];
  });
  return written.length ? lines(written.flat()) : words.notRecorded;
}

/** How it stands and why; what is not to be taken is marked. */
export function medicationStatus(entry: Medication): Content {
  const { from, status: standing, statusReason, intent, doNotTake, categories, kind, period, change: made } = entry;
  const said = doNotTake ? say.doNotTake : say.statuses[from][standing];
  const isOver = kind === 'past' && (standing === 'active' || standing === 'unknown' || standing === 'intended') && period?.end;
  const sentence = statusReason ? say.because(said, statusReason.display) : isOver ? say.ended(said, formatDay(isOver, false)) : said;
  const settings = categories
    .filter(({ code }) => code !== 'discharge')
    .map(({ code, display }) => say.categories[code ?? ''] ?? display);
  // At discharge it has a column of its own.
  const changed = kind === 'discharge' ? undefined : made?.what?.display;
  const text = [sentence, changed, intent && say.intents[intent], ...settings].filter(Boolean).join('. ');
  return doNotTake || standing === 'stopped' || standing === 'not-taken' ? classed('mark', text) : text;
}

/** From when until when it was or is to be taken, else when it was written down; and when it was last issued. */
export function taken({ period, when, from, lastIssued }: Medication): Content {
  const { start, end } = period ?? {};
  const first = start && end !== start ? dated(end ? '' : say.since, start, end && say.upTo) : nothing;
  const last = end ? dated(start ? '' : say.until, end) : nothing;
  const written = when ? dated(say.written[from], when) : words.notRecorded;
  return html`${start || end ? [first, last] : written}${lastIssued ? dated(say.issued, lastIssued) : nothing}`;
}
