import { html } from 'lit';
import type { Opened } from '../api/document.ts';
import { documentWords as say } from '../text/document.ts';
import type { Paper, Unseen } from './paper.ts';

/**
 * Lays out a document by what it is. What is needed for a format is fetched when the first document of it is opened.
 * A format that is not named here is for other programs.
 */
export async function lay({ type, bytes }: Opened, title: string, signal: AbortSignal): Promise<Paper | Unseen> {
  const [format = '', charset = 'utf-8'] = type.split('; charset=');
  const text = () => new TextDecoder(charset).decode(bytes);
  switch (format) {
    case 'application/pdf':
      // PDF.js hands the bytes to its worker, and they would be gone for a saved copy.
      return (await import('./pdf.ts')).layPdf(bytes.slice(0), title, signal);
    case 'text/html':
      return (await import('./markup.ts')).layMarkup(text(), title);
    case 'text/plain':
      return {
        content: html`<pre class="sheet text" tabindex="0" role="region" aria-label=${say.content(title)}>${text()}</pre>`,
        notes: [],
        drop() {},
      };
    case 'image/png':
    case 'image/jpeg':
    case 'image/gif':
    case 'image/webp':
      return layPicture(new Blob([bytes], { type: format }), title);
    default:
      return 'format';
  }
}

async function layPicture(blob: Blob, title: string): Promise<Paper | Unseen> {
  const address = URL.createObjectURL(blob);
  const image = new Image();
  image.src = address;
  image.alt = title;
  const drop = () => {
    image.removeAttribute('src');
    URL.revokeObjectURL(address);
  };
  try {
    await image.decode();
  } catch {
    drop();
    return 'broken';
  }
  return {
    content: html`<div class="sheets" tabindex="0" role="region" aria-label=${say.content(title)}><div class="sheet">${image}</div></div>`,
    zooms: true,
    notes: [],
    drop,
  };
}
