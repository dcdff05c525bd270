import { html, nothing, type LitElement } from 'lit';
import type { Measurement } from '../../api-spec/record.ts';
import { resultWords as say } from '../text/results.ts';
import { classed } from './filled.ts';
import type { Content } from './frame.ts';
import type { Extras } from './measurements.ts';
import { seriesByTest, seriesOf, type Measured, type Point } from './series.ts';

/** What has been loaded: the entries that hold the values, and whether there are more. */
interface Loaded {
  readonly entries: Measured;
  readonly next: string | null;
}

/**
 * The trends of a widget whose entries hold measurements: a test with several values has one, and one is open at a
 * time. The charting code is fetched when the first is opened.
 */
export class Trends implements Extras {
  readonly #host: LitElement;
  readonly #loaded: () => Loaded | undefined;
  #series: { of: Loaded; points: Map<string, Point[]> } | undefined;
  #view: typeof import('./trend.ts') | 'loading' | 'failed' = 'loading';
  #open: string | undefined;

  constructor(host: LitElement, loaded: () => Loaded | undefined) {
    this.#host = host;
    this.#loaded = loaded;
  }

  /** Closes what is open: it is another patient's. */
  clear(): void {
    this.#open = undefined;
    this.#series = undefined;
  }

  trendButton(measurement: Measurement): Content {
    // What has its value in its parts has a trend of each of them.
    if (!measurement.value && measurement.parts) return nothing;
    if (this.#points(measurement).length < 2) return nothing;
    const open = this.#open === measurement.id;
    return html`<button aria-expanded=${open} aria-label=${say.trendOf(measurement.code.display)} @click=${() => this.#toggle(measurement)} .textContent=${say.trend}></button>`;
  }

  trend(measurement: Measurement): Content {
    if (this.#open !== measurement.id) return nothing;
    return typeof this.#view === 'string'
      ? html`<p role="status">${say.trends[this.#view]}</p>`
      : html`${this.#view.trend(measurement.code.display, this.#points(measurement), this.#host.clientWidth - 48)}
          ${this.#loaded()?.next ? classed('aside', say.trends.loadedOnly, 'p') : nothing}`;
  }

  #points(measurement: Measurement): readonly Point[] {
    const loaded = this.#loaded();
    if (!loaded) return [];
    if (this.#series?.of !== loaded) this.#series = { of: loaded, points: seriesByTest(loaded.entries) };
    return seriesOf(this.#series.points, measurement);
  }

  async #toggle({ id }: Measurement): Promise<void> {
    this.#open = this.#open === id ? undefined : id;
    this.#host.requestUpdate();
    if (!this.#open || typeof this.#view === 'object') return;
    this.#view = 'loading';
    this.#view = await import('./trend.ts').catch(() => 'failed' as const);
    this.#host.requestUpdate();
  }
}
