import { getDocument, GlobalWorkerOptions, PDFWorker, TextLayer, VerbosityLevel, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { html } from 'lit';
import { documentWords as say } from '../text/document.ts';
import type { Paper, Unseen } from './paper.ts';
import { decoders, worker as workerAddress } from './pdf-parts.ts';
import { trusted } from './trusted.ts';

/** No canvas may have more points than this in every browser (Safari on a phone has the lowest limit). */
const MOST_POINTS = 16_000_000;

/**
 * A PDF, page by page: each drawn as a picture when it comes near the screen, with its words over it for whoever
 * searches, selects, or has the page read out. Nothing in it runs: PDF.js executes a document's scripts and actions in
 * a viewer of its own, which is not here, and links are only drawn. Nothing is fetched but the parts of PDF.js.
 */
export async function layPdf(bytes: ArrayBuffer, title: string, signal: AbortSignal): Promise<Paper | Unseen> {
  GlobalWorkerOptions.workerSrc = workerAddress;
  const crew = await hire().catch(() => undefined);
  if (!crew) return 'unable';
  const task = getDocument({
    data: new Uint8Array(bytes),
    worker: crew.worker,
    verbosity: VerbosityLevel.ERRORS,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    wasmUrl: decoders,
    useSystemFonts: true,
  });
  const drop = () => {
    void task.destroy().then(crew.dismiss, crew.dismiss);
  };
  try {
    const pdf = await task.promise;
    if (signal.aborted) throw signal.reason;
    const sheets = layPages(pdf, signal);
    return {
      content: html`<div class="sheets" tabindex="0" role="region" aria-label=${say.content(title)}>${sheets.element}</div>`,
      pages: pdf.numPages,
      zooms: true,
      notes: [say.drawn],
      drop() {
        sheets.drop();
        drop();
      },
    };
  } catch (error) {
    drop();
    return (error as Error | undefined)?.name === 'PasswordException' ? 'locked' : 'broken';
  }
}

interface Crew {
  readonly worker: PDFWorker;
  dismiss(): void;
}

/**
 * PDF.js works beside the page where it may: where its worker comes from the page's own origin and the page's policy
 * lets it start. Elsewhere it works inside the page, which needs no permission and is slower.
 */
async function hire(): Promise<Crew> {
  const beside = new URL(workerAddress).origin === location.origin && (await startWorker().catch(() => undefined));
  if (!beside) await import(/* @vite-ignore */ workerAddress);
  const worker = PDFWorker.create(beside ? { port: beside } : {});
  return {
    worker,
    dismiss() {
      worker.destroy();
      if (beside) beside.terminate();
    },
  };
}

/** A worker that has spoken: one that a policy forbids says nothing but that it failed. */
function startWorker(): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(trusted().createScriptURL(workerAddress), { type: 'module', name: 'lcr-pdf' });
    worker.onerror = reject;
    worker.onmessage = () => {
      worker.onmessage = worker.onerror = null;
      resolve(worker);
    };
  });
}

interface Sheets {
  readonly element: HTMLElement;
  drop(): void;
}

/** The places of all pages at once, so that nothing jumps; their words next; their pictures as they are looked at. */
function layPages(pdf: PDFDocumentProxy, signal: AbortSignal): Sheets {
  const element = document.createElement('div');
  const sheets = new Map<Element, Sheet>();
  const looking = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        if (isIntersecting) void sheets.get(target)?.draw();
        else sheets.get(target)?.blank();
      }
    },
    { rootMargin: '100%' },
  );
  // In the next frame: what is fitted changes its size again, which no browser wants within the same.
  const fitting = new ResizeObserver((resized) =>
    requestAnimationFrame(() => {
      for (const { target } of resized) sheets.get(target)?.fit();
    }),
  );
  const end = new AbortController();
  const over = AbortSignal.any([signal, end.signal]);
  void (async () => {
    for (let number = 1; number <= pdf.numPages && !over.aborted; number++) {
      const page = await pdf.getPage(number);
      if (over.aborted) return;
      const sheet = new Sheet(page, say.page(number, pdf.numPages));
      sheets.set(sheet.element, sheet);
      element.append(sheet.element);
      looking.observe(sheet.element);
      fitting.observe(sheet.element);
      await sheet.spell();
    }
  })().catch(() => {});
  return {
    element,
    drop() {
      end.abort();
      looking.disconnect();
      fitting.disconnect();
      for (const sheet of sheets.values()) sheet.blank();
      element.replaceChildren();
    },
  };
}

/** One page: its picture, and its words in their places. */
class Sheet {
  readonly element = document.createElement('div');
  readonly #page: PDFPageProxy;
  readonly #canvas = document.createElement('canvas');
  readonly #words = document.createElement('div');
  #drawing: ReturnType<PDFPageProxy['render']> | undefined;
  #wanted = false;
  /** The width for which the picture was drawn. */
  #width = 0;

  constructor(page: PDFPageProxy, name: string) {
    this.#page = page;
    const { width, height } = page.getViewport({ scale: 1 });
    this.element.className = 'sheet';
    this.element.role = 'group';
    this.element.ariaLabel = name;
    this.element.style.aspectRatio = `${width} / ${height}`;
    // The words over it say the same.
    this.#canvas.ariaHidden = 'true';
    this.#words.className = 'words';
    this.element.append(this.#canvas, this.#words);
  }

  async spell(): Promise<void> {
    const viewport = this.#page.getViewport({ scale: 1 });
    await new TextLayer({ textContentSource: await this.#page.getTextContent(), container: this.#words, viewport }).render();
  }

  /** The words grow with the page; its picture is drawn anew where it would become coarse. */
  fit(): void {
    const { clientWidth } = this.element;
    this.element.style.setProperty('--total-scale-factor', String(clientWidth / this.#page.getViewport({ scale: 1 }).width));
    if (this.#wanted && Math.abs(clientWidth - this.#width) > this.#width / 10) void this.draw();
  }

  async draw(): Promise<void> {
    this.blank();
    const { clientWidth } = this.element;
    if (!clientWidth) return;
    this.#wanted = true;
    this.#width = clientWidth;
    const { width, height } = this.#page.getViewport({ scale: 1 });
    const fine = (clientWidth * devicePixelRatio) / width;
    const viewport = this.#page.getViewport({ scale: Math.min(fine, Math.sqrt(MOST_POINTS / (width * height))) });
    this.#canvas.width = Math.floor(viewport.width);
    this.#canvas.height = Math.floor(viewport.height);
    this.#drawing = this.#page.render({ canvas: this.#canvas, viewport });
    // A drawing that is given up, or cannot be done, leaves the words.
    await this.#drawing.promise.catch(() => {});
  }

  /** Gives the picture's memory back. */
  blank(): void {
    this.#wanted = false;
    this.#drawing?.cancel();
    this.#drawing = undefined;
    this.#canvas.width = this.#canvas.height = 0;
  }
}
