import { html, nothing, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import type { Attachment } from '../../api-spec/record.ts';
import { formatSize, formatType } from '../format/file.ts';
import { documentWords as say } from '../text/document.ts';

let viewer: Promise<string | typeof nothing> | undefined;

/** The viewer is fetched when the first entry with a document is opened. A later look tries again what has failed. */
const fetched = () =>
  (viewer ??= import('../../components/document/lcr-document.ts').then(
    () => nothing,
    () => {
      viewer = undefined;
      return say.viewerFailed;
    },
  ));

/** What an entry names as its documents, each to be opened in its place. Until the viewer is there, their names alone. */
export const documents = (list: readonly Attachment[]): TemplateResult =>
  html`<div class="documents" role="group" aria-label=${say.documents}>
    ${list.map(
      ({ id, title, contentType, size }) =>
        html`<lcr-document .documentId=${id} .heading=${title} .contentType=${contentType} .size=${size}
          >${[title, formatType(contentType), size === undefined ? '' : formatSize(size)].filter(Boolean).join(', ')}</lcr-document
        >`,
    )}
    <p role="status">${until(fetched(), nothing)}</p>
  </div>`;
