import { html } from 'lit';
import { tokens } from '../src/style/tokens.ts';
import { page } from './page.ts';

export default { title: 'Design/Tokens', tags: ['!autodocs'] };

/** The widgets' own sheet, on this page: what it sets on a widget it sets here on whatever has the class. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(tokens.cssText.replace(/:host\(([^)]*)\)/g, '.tokens$1').replaceAll(':host', '.tokens'));

interface Token {
  /** What a host sets. */
  readonly name: string;
  /** What it falls back to, in turn. */
  readonly chain: readonly string[];
  readonly applied: string;
}

/** `--_text: var(--lcr-text, var(--nhsuk-text-colour, light-dark(…)))` as a name, and what stands in for it. */
function read([, applied = '', value = '']: RegExpMatchArray): Token {
  const chain: string[] = [];
  let rest = value.trim();
  for (let match; (match = /^var\((--[\w-]+)(?:,\s*([\s\S]*))?\)$/.exec(rest)); rest = match[2] ?? '') chain.push(match[1]!);
  return { name: chain[0] ?? applied, chain: [...chain.slice(1), rest].filter(Boolean), applied };
}

const every = [...(/\{([\s\S]*?)\}/.exec(tokens.cssText)?.[1] ?? '').matchAll(/(--_[\w-]+):\s*([^;]+);/g)].map(read);
const isColour = ({ chain }: Token) => /#|light-dark|color-mix|currentcolor/i.test(chain.at(-1) ?? '');

const themes = [
  ['lcr-theme-nhs', 'NHS'],
  ['lcr-theme-neutral', 'Neutral'],
  ['lcr-theme-host', 'Host'],
] as const;
const grounds = [
  ['light', '#ffffff', '#212b32'],
  ['dark', '#0c141b', '#f0f4f5'],
] as const;

const swatch = ({ applied }: Token, theme: string, [scheme, ground, text]: (typeof grounds)[number]) =>
  html`<td class="ground" .style=${`background: ${ground}; color: ${text}; color-scheme: ${scheme}`}>
    <div class=${theme}><div class="tokens"><span class="swatch" .style=${`background: var(${applied})`}></span></div></div>
  </td>`;

/** A length as a bar so long, anything else as a line of text that has it. */
const sample = ({ name, applied }: Token) =>
  /space|radius|target/.test(name)
    ? html`<div class="tokens"><span class="swatch" .style=${/radius/.test(name) ? `border-radius: var(${applied})` : `width: var(${applied})`}></span></div>`
    : html`<div class="tokens" .style=${`${name.replace('--lcr-', '')}: var(${applied})`}>ADEYEMI-CLARKE, Margaret · 5.60 mmol/L<br />12-Mar-2019 · 943 476 5919</div>`;

const fallbacks = ({ chain }: Token) => html`<ol>${chain.map((one) => html`<li><code>${one}</code></li>`)}</ol>`;

export const Tokens = page('Tokens', () => {
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  const colours = every.filter(isColour);
  return html`
    <p>
      A host sets any of these ${every.length} on the page, or on whatever stands around the widgets. What it does not set falls
      back to what the page publishes for the NHS frontend, and then to a value of its own: a widget looks right with no set-up
      at all.
    </p>
    <h2>Colours</h2>
    <div class="wide" tabindex="0" role="region" aria-label="Colours by theme">
      <table>
        <thead>
          <tr>
            <th scope="col">Token</th>
            ${themes.flatMap(([, title]) => grounds.map(([scheme]) => html`<th scope="col">${title}, ${scheme}</th>`))}
            <th scope="col">Falls back to</th>
          </tr>
        </thead>
        <tbody>
          ${colours.map(
            (token) => html`<tr>
              <th scope="row"><code>${token.name}</code></th>
              ${themes.flatMap(([theme]) => grounds.map((ground) => swatch(token, theme, ground)))}
              <td>${fallbacks(token)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <h2>Type and space</h2>
    <table>
      <thead><tr><th scope="col">Token</th><th scope="col">Looks like</th><th scope="col">Falls back to</th></tr></thead>
      <tbody>
        ${every.filter((token) => !isColour(token)).map((token) => html`<tr><th scope="row"><code>${token.name}</code></th><td>${sample(token)}</td><td>${fallbacks(token)}</td></tr>`)}
      </tbody>
    </table>
    <h2>A host sets them</h2>
    <pre class="wide" tabindex="0"><code>.record-panel {
  --lcr-link: #5b2c83;
  --lcr-radius: 0;
}</code></pre>
  `;
});
