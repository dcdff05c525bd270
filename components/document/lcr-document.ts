import { LitElement, html, nothing, type CSSResultGroup, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { readDocument, type Opened } from '../../src/api/document.ts';
import { announcer } from '../../src/element/announce.ts';
import { define } from '../../src/element/define.ts';
import { formatSize, formatType } from '../../src/format/file.ts';
import { Reading, type ReadingHost } from '../../src/record/reading.ts';
import { asWritten } from '../../src/style/as-written.ts';
import { documentSheet } from '../../src/style/document.ts';
import { sheet } from '../../src/style/sheet.ts';
import { documentWords as say } from '../../src/text/document.ts';
import { words } from '../../src/text/words.ts';
import { classed } from '../../src/view/filled.ts';
import type { Content } from '../../src/view/frame.ts';
import { stateNotice } from '../../src/view/notice.ts';
import { why } from '../../src/view/why.ts';
import type { Paper, Unseen } from '../../src/view/paper.ts';

/** From the whole page to what reads well in a sidebar, as parts of the width. */
const ZOOMS = [1, 1.5, 2, 3, 4];

/**
 * A document of the record (FHIR Attachment): its name, and its content once it has been opened. Opening it is written
 * down like any other look at the record. PDF, pictures, plain text and web pages are shown here, without anything in
 * them being run or anything else being loaded; every document can be saved. With another patient all of it is gone.
 *
 * @element lcr-document
 * @fires {LcrStateEvent} lcr-state - The opened document came into a state.
 * @fires {LcrErrorEvent} lcr-error - Something failed; `code` is stable.
 * @fires {LcrPatientMismatchEvent} lcr-patient-mismatch - An answer for another patient was thrown away.
 * @csspart heading - The document's name.
 * @csspart content - The opened document.
 * @csspart notice - A state or a warning in words.
 * @csspart why - Why something is not shown, and whom to ask.
 */
export class LcrDocument extends LitElement implements ReadingHost {
  static override readonly styles: CSSResultGroup = [sheet, asWritten, documentSheet];
  static override readonly properties: PropertyDeclarations = {
    documentId: { attribute: 'document-id' },
    heading: {},
    contentType: { attribute: 'content-type' },
    size: { type: Number },
    open: { type: Boolean, reflect: true },
    density: { reflect: true },
  };

  /** The `id` of a document that an entry of the record names. */
  declare documentId: string | undefined;
  /** What the document is called. */
  declare heading: string | undefined;
  /** The media type that its source declared, for the line beside its name. */
  declare contentType: string | undefined;
  /** Its size in bytes, for the line beside its name. */
  declare size: number | undefined;
  /** Whether its content is shown. It is fetched when this is set, and dropped when it is not. */
  declare open: boolean;
  /** How much room there is: `comfortable` has touch targets of 44 px. `compact` where it is not set. */
  declare density: 'compact' | 'comfortable' | undefined;

  /** Whose document it is: the patient who was open when it was named. */
  #owner: string | undefined;
  #session: unknown;
  #opened: (() => void) | undefined;
  #paper: Paper | Unseen | undefined;
  #copy: string | undefined;
  #zoom = 0;
  #announce: ReturnType<typeof announcer> | undefined;

  readonly #reading = new Reading<Opened>(this, {
    ask: async (session, signal) => {
      // Nothing is asked for, and nothing written down, until somebody wants to see it.
      if (!this.open) await new Promise<void>((opened) => (this.#opened = opened));
      return readDocument(session.gateway, this.documentId ?? '', signal);
    },
    conclude: () => ({ state: 'ready', completeness: 'complete' }),
  });

  constructor() {
    super();
    this.open = false;
  }

  stateChanged(clear: boolean): void {
    const { session, data } = this.#reading;
    if (session !== this.#session) {
      // What one patient's reader has opened is not opened for the next.
      if (this.#session) this.open = false;
      this.#session = session;
      this.#owner ??= session?.patient;
    }
    if (clear) this.#drop();
    this.requestUpdate();
    if (clear && this.hasUpdated) this.performUpdate();
    if (data) void this.#lay(data);
    this.#tell();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('documentId')) this.#owner = this.#reading.session?.patient;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { session } = this.#reading;
    if (changed.has('documentId') && changed.get('documentId') !== undefined) this.#reading.reload();
    else if (changed.has('open') && session && !this.open && changed.get('open')) this.#reading.reload();
    else if (changed.has('open') && this.open) {
      this.#tell();
      this.#opened?.();
    }
  }

  /** A closed document has no state to tell. */
  #tell(): void {
    this.#announce ??= announcer(this, 'document');
    if (this.open && !this.#isStale) this.#announce(this.#reading);
  }

  #drop(): void {
    if (typeof this.#paper === 'object') this.#paper.drop();
    if (this.#copy) URL.revokeObjectURL(this.#copy);
    this.#paper = this.#copy = undefined;
    this.#zoom = 0;
  }

  async #lay(data: Opened): Promise<void> {
    const { signal } = this.#reading;
    // Never under its own type: a page that is opened from an address of ours would be one of ours.
    this.#copy = URL.createObjectURL(new Blob([data.bytes], { type: 'application/octet-stream' }));
    const paper = await import('../../src/view/lay.ts').then(({ lay }) => lay(data, this.#title, signal)).catch((): Unseen => 'unable');
    if (!signal.aborted) this.#paper = paper;
    else if (typeof paper === 'object') paper.drop();
    this.requestUpdate();
  }

  /** The document of a patient who is not open any more. */
  get #isStale(): boolean {
    const { session } = this.#reading;
    return session !== undefined && this.#owner !== session.patient;
  }

  get #title(): string {
    return this.heading || say.title;
  }

  protected override render(): TemplateResult {
    const { session, state } = this.#reading;
    const known = session !== undefined && !this.#isStale;
    const title = known ? this.#title : say.title;
    return html`<section role="group" aria-label=${title} aria-busy=${this.open && (state === 'loading' || (state === 'ready' && !this.#paper))}>
      <header part="header">
        <span class="name" part="heading">${title}</span>
        ${known ? this.#about() : nothing}
      </header>
      ${this.#isStale ? html`<p class="state" role="status">${say.otherPatient}</p>` : this.open || !known ? this.#body() : nothing}
    </section>`;
  }

  #about(): Content {
    const { contentType, size, open } = this;
    const facts = [contentType && formatType(contentType), size !== undefined && formatSize(size)].filter(Boolean).join(', ');
    return html`<span class="aside">${facts}</span>
      <button aria-expanded=${open} aria-label=${open ? say.closeThis(this.#title) : say.openThis(this.#title)} @click=${() => (this.open = !open)}>
        ${open ? say.close : say.open}
      </button>`;
  }

  #body(): Content {
    const { data, state, failure } = this.#reading;
    const retry = () => this.#reading.reload();
    const own = failure && say.failures[failure.code];
    if (!data) return own ? failureNotice(own, failure.contact && words.contact(failure.contact), failure.correlationId, retry) : html`${stateNotice(state, say.subject, { failure, retry })}${why({ state, failure, session: this.#reading.session, data: undefined })}`;
    if (!this.#paper) return stateNotice('loading', say.subject, { retry });
    return html`<div part="content">
      ${data.declared ? html`<p class="notice" part="notice" role="status">${contradiction(data.declared, data.type)}</p>` : nothing}
      ${typeof this.#paper === 'string' ? html`<p class="notice" part="notice" role="status">${say.unseen[this.#paper]}</p>` : this.#shown(this.#paper)}
      <p class="aside line">
        <a class="copy" href=${this.#copy ?? nothing} download=${data.name || say.title} aria-label=${say.saveThis(this.#title)}>${say.save}</a>
        ${say.saved}
      </p>
    </div>`;
  }

  #shown({ content, pages, zooms, notes }: Paper): Content {
    const zoom = ZOOMS[this.#zoom]!;
    const turn = (step: number) => () => {
      this.#zoom = Math.min(Math.max(this.#zoom + step, 0), ZOOMS.length - 1);
      this.requestUpdate();
    };
    return html`${pages || zooms
        ? html`<div class="tools">
            <span role="status">${[pages && say.pages(pages), zooms && say.zoom(zoom * 100)].filter(Boolean).join(' · ')}</span>
            ${zooms
              ? html`<button aria-disabled=${this.#zoom === 0} @click=${turn(-1)}>${say.smaller}</button>
                  <button aria-disabled=${this.#zoom === ZOOMS.length - 1} @click=${turn(1)}>${say.larger}</button>`
              : nothing}
          </div>`
        : nothing}
      <div .style=${`--_zoom: ${zoom}`}>${content}</div>
      ${notes.map((note) => classed('aside line', note, 'p'))}`;
  }
}

/** What a source calls a document, against what it is. */
function contradiction(declared: string, type: string): string {
  return type === 'application/octet-stream' ? say.contradictionUnknown(formatType(declared)) : say.contradiction(formatType(declared), formatType(type));
}

function failureNotice([title, body]: [string, string], contact: string | undefined, reference: string | undefined, retry: () => void): TemplateResult {
  return html`<div class="notice danger" part="notice" role="status">
    <strong>${title}</strong>
    <p>${body}</p>
    ${contact ? html`<p>${contact}</p>` : nothing}
    <button @click=${retry}>${words.tryAgain}</button>
    ${reference ? classed('aside', words.reference(reference), 'p') : nothing}
  </div>`;
}

define('lcr-document', LcrDocument);

declare global {
  interface HTMLElementTagNameMap {
    'lcr-document': LcrDocument;
  }
}
