import { css, html, nothing, type CSSResultGroup } from 'lit';
import type { Entry } from '../../api-spec/record.ts';
import { CategoryElement, type Group } from '../../src/element/category-element.ts';
import { define } from '../../src/element/define.ts';
import { formatDay, formatTime } from '../../src/format/day.ts';
import { alignedSheet } from '../../src/style/aligned.ts';
import { clinicalDocumentSheet } from '../../src/style/clinical-document.ts';
import { sheet } from '../../src/style/sheet.ts';
import { clinicalDocumentWords } from '../../src/text/clinical-document.ts';
import { progressNoteWords as say } from '../../src/text/progress-notes.ts';
import { words } from '../../src/text/words.ts';
import { chips, isSuperseded, replacement, supersededGroup } from '../../src/view/clinical-document.ts';
import { classed } from '../../src/view/filled.ts';
import type { Column } from '../../src/view/rows.ts';
import { firstLines } from './first-lines.ts';

type Note = Entry<'progress-notes'>;

const time = ({ when }: Note) => (when?.includes('T') ? formatTime(when) : say.timeNotRecorded);

const name = (note: Note) => `${time(note)} ${note.code.text || note.code.display}`;

/** How the note begins, to the end of a sentence; whether it goes on is said in words. */
function beginning({ text, title, documents }: Note) {
  const about = title ? html`<b>${title}</b> ` : nothing;
  if (!text) return html`${about}${documents.length ? classed('aside under', say.isFile) : nothing}`;
  const first = firstLines(text);
  return html`${about}<span class="whole">${first}</span>${first.length < text.length ? classed('aside under', say.goesOn) : nothing}`;
}

/**
 * Progress notes by day, each with how it begins (FHIR DocumentReference, UKCore-DocumentReference). The whole note is
 * in its detail; one that is not plain text is a document to be opened.
 *
 * @element lcr-progress-notes
 */
export class LcrProgressNotes extends CategoryElement<'progress-notes'> {
  static override readonly styles: CSSResultGroup = [
    sheet,
    alignedSheet,
    clinicalDocumentSheet,
    css`
      @container (width >= 44em) {
        thead th:first-child {
          width: 22%;
        }
        thead th:nth-child(2) {
          width: 40%;
        }
      }
    `,
  ];

  protected override readonly category = 'progress-notes';
  protected override readonly words = say;

  protected override get columns(): readonly Column<Note>[] {
    return [
      { heading: say.time, cell: name },
      {
        heading: say.note,
        cell: (note) => html`${beginning(note)} ${chips(note, Boolean(note.text) || note.documents.length > 0)}
          ${replacement(note, this.reading.data?.entries)}`,
      },
      { heading: clinicalDocumentWords.author, cell: ({ author }) => [author?.name, author?.role].filter(Boolean).join(', ') || words.notRecorded },
      { heading: clinicalDocumentWords.source, cell: ({ source }) => source.name },
    ];
  }

  protected override groups(entries: readonly Note[]): Group<Note>[] {
    const standing = entries.filter((entry) => !isSuperseded(entry));
    const days = Map.groupBy(standing, ({ when }) => (when ? formatDay(when, false) : say.dayNotRecorded));
    return [...[...days].map(([title, notes]) => ({ title, entries: notes })), supersededGroup(entries)];
  }

  protected override readonly facts = () => import('./facts.ts');
}

define('lcr-progress-notes', LcrProgressNotes);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-progress-notes': LcrProgressNotes;
  }
}
