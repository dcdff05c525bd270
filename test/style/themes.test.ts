import { expect } from '@open-wc/testing';
import '../../components/index.ts';
import { sheet } from '../../src/style/sheet.ts';
import { tokens } from '../../src/style/tokens.ts';
import { ADA, open } from '../support/page.ts';
import { ndjson, section } from '../support/scripted.ts';
import { waitUntil } from '../support/wait.ts';

const SURFACES = ['surface', 'surface-raised', 'warning-surface', 'danger-surface'];

/** What stands on what, and how strong the contrast has to be (WCAG 2.2, 1.4.3 and 1.4.11; names and values 1.4.6). */
const PAIRS: readonly (readonly [above: string, below: readonly string[], least: number])[] = [
  ['text', SURFACES, 7],
  ['text-secondary', SURFACES, 4.5],
  ['link', SURFACES, 4.5],
  ['danger', SURFACES, 4.5],
  ['on-focus', ['focus'], 4.5],
];

/** What is seen of the keyboard on each surface: its fill or its outline. */
const FOCUS = ['focus', 'on-focus'];

/** A page, as a host may have it: its theme, its colours. */
const PAGES: Record<string, { theme?: string; scheme: 'light' | 'dark'; ink: string; paper: string }> = {
  'no theme, light': { scheme: 'light', ink: '#000', paper: '#fff' },
  'no theme, dark': { scheme: 'dark', ink: '#fff', paper: '#000' },
  'NHS': { theme: 'lcr-theme-nhs', scheme: 'light', ink: '#212b32', paper: '#f0f4f5' },
  'NHS, dark': { theme: 'lcr-theme-nhs', scheme: 'dark', ink: '#fff', paper: '#101820' },
  'neutral': { theme: 'lcr-theme-neutral', scheme: 'light', ink: '#111', paper: '#fff' },
  'neutral, dark': { theme: 'lcr-theme-neutral', scheme: 'dark', ink: '#eee', paper: '#111' },
  'host, a light page': { theme: 'lcr-theme-host', scheme: 'light', ink: '#212b32', paper: '#fff' },
  'host, a grey page': { theme: 'lcr-theme-host', scheme: 'light', ink: '#1a1a1a', paper: '#f0f4f5' },
  'host, a dark page': { theme: 'lcr-theme-host', scheme: 'dark', ink: '#f2f2f2', paper: '#1b1b1b' },
};

type Light = readonly [number, number, number];
const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;

/** Colours laid over one another, the last on top: a browser's own reckoning, whatever notation it has for them. */
function laid(...colours: string[]): Light {
  canvas.clearRect(0, 0, 1, 1);
  for (const colour of colours) {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** WCAG 2.2, relative luminance and contrast ratio. */
const luminance = (light: Light): number => {
  const [red, green, blue] = light.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: Light, other: Light): number => {
  const [bright, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
};

describe('the themes', () => {
  let themes: HTMLStyleElement;
  const around = document.createElement('div');
  before(async () => {
    themes = document.createElement('style');
    themes.textContent = await (await fetch('/src/style/themes.css')).text();
    document.head.append(themes);
    document.body.append(around);
  });
  after(() => {
    themes.remove();
    around.remove();
  });

  /** Reads applied tokens as a widget inside has them. */
  function reader(): (token: string) => string {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [tokens.styleSheet!];
    const spot = document.createElement('i');
    root.append(spot);
    around.replaceChildren(host);
    return (token) => {
      spot.style.backgroundColor = `var(--_${token})`;
      return getComputedStyle(spot).backgroundColor;
    };
  }

  for (const [name, { theme = '', scheme, ink, paper }] of Object.entries(PAGES))
    it(`can be read: ${name}`, () => {
      around.className = theme;
      around.style.cssText = `color-scheme: ${scheme}; color: ${ink}; background: ${paper}`;
      const read = reader();
      const on = (surface: string) => (surface === 'focus' ? [paper, read('focus')] : [paper, read('surface'), read(surface)]);
      const weak = PAIRS.flatMap(([above, below, least]) =>
        below.flatMap((surface) => {
          const ratio = contrast(laid(...on(surface), read(above)), laid(...on(surface)));
          return ratio < least ? [`${above} on ${surface}: ${ratio.toFixed(2)} of ${least}`] : [];
        }),
      );
      const unseen = SURFACES.filter((surface) => Math.max(...FOCUS.map((each) => contrast(laid(...on(surface), read(each)), laid(...on(surface))))) < 3);
      expect(weak, 'text').to.deep.equal([]);
      expect(unseen, 'the focus').to.deep.equal([]);
    });

  it('leave every token to the host, on the page or around one widget', () => {
    const applied = [...tokens.cssText.matchAll(/--_([\w-]+): var\(--lcr-([\w-]+)/g)].map(([, own, outside]) => [own, outside]);
    expect(applied.filter(([own, outside]) => own !== outside)).to.deep.equal([]);
    expect(applied.length).to.equal([...tokens.cssText.matchAll(/--_[\w-]+:/g)].length);
    const colours = new Set(applied.map(([own]) => own!).filter((own) => !/^(font|font-size|line-height|space|radius|target)$/.test(own)));
    around.className = '';
    around.style.cssText = [...colours].map((token) => `--lcr-${token}: rgb(1, 2, 3)`).join(';');
    const read = reader();
    for (const token of colours) expect(read(token), token).to.equal('rgb(1, 2, 3)');
  });
});

describe('a host’s style sheet', () => {
  it('reaches a widget by its tokens alone: not its tables, its letters or its lines', async () => {
    const hostile = document.createElement('style');
    hostile.textContent = `
      table, td, th, button, section, p, ul, div, span { display: none !important; color: red !important; font-size: 3px !important; }
      body { text-transform: uppercase; white-space: nowrap; text-indent: 40em; }`;
    document.head.append(hostile);
    const page = open('lcr-allergies', async () => ndjson(section('allergies', ADA, ['Penicillin 250 mg'])));
    await waitUntil(() => page.states.at(-1)?.state === 'ready' && page.widget.shadowRoot?.querySelector('header button'), 'the list and its desk are there');
    const row = page.widget.shadowRoot!.querySelector<HTMLElement>('[data-row]')!;
    const style = getComputedStyle(row);
    expect([style.textTransform, style.whiteSpace, style.textIndent]).to.deep.equal(['none', 'normal', '0px']);
    expect(style.color).not.to.equal('rgb(255, 0, 0)');
    expect(row.getBoundingClientRect().height).to.be.at.least(24);
    page.close();
    hostile.remove();
  });

  it('is asked for no other colour: what has one of its own is paper', () => {
    const own = sheet.map(({ cssText }) => cssText).join('').replace(tokens.cssText, '');
    expect(own.match(/#[0-9a-f]{3,8}\b|\brgb\(/g)).to.equal(null);
  });
});

describe('what can be pressed', () => {
  for (const [density, least] of [['compact', 24], ['comfortable', 44]] as const)
    it(`is at least ${least} px high: ${density}`, async () => {
      const page = open('lcr-allergies', async () => ndjson(section('allergies', ADA, ['Penicillin'])), ADA, { density });
      await waitUntil(() => page.states.at(-1)?.state === 'ready' && page.widget.shadowRoot?.querySelector('header button'), 'the list and its desk are there');
      page.widget.shadowRoot!.querySelector<HTMLElement>('header button')!.click();
      await waitUntil(() => page.widget.shadowRoot!.querySelector('.toolbar'), 'the filter is open');
      const small = [...page.widget.shadowRoot!.querySelectorAll<HTMLElement>('button, summary, input, select')]
        .map((each) => [each.textContent?.trim() || each.localName, Math.round(each.getBoundingClientRect().height)] as const)
        .filter(([, height]) => height < least);
      expect(small).to.deep.equal([]);
      page.close();
    });
});
