import { html, type TemplateResult } from 'lit';
import type { Attachment } from '../../api-spec/record.ts';
import { formatSize, formatType } from '../format/file.ts';
import { documentWords as say } from '../text/document.ts';

/**
 * What an entry names as its documents, each to be opened in its place. The viewer is fetched when the first entry
 * that has one is opened; until it is there, and if it never comes, their names stand here with a word about that.
 */
export function documents(list: readonly Attachment[]): TemplateResult {
  import('../../components/document/lcr-document.ts').catch(() => {});
  return html`<div class="documents" role="group" aria-label=${say.documents}>
    ${list.map(
      ({ id, title, contentType, size }) =>
        html`<lcr-document .documentId=${id} .heading=${title} .contentType=${contentType} .size=${size}
          >${[title, formatType(contentType), size === undefined ? '' : formatSize(size)].filter(Boolean).join(', ')}. ${say.viewerAbsent}</lcr-document
        >`,
    )}
  </div>`;
}
