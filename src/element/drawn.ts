import type { LitElement } from 'lit';
import type { Category, Entry, Section } from '../../api-spec/record.ts';
import type { Query } from '../api/section.ts';
import type { Reading } from '../record/reading.ts';
import type { CategoryWords } from '../text/words.ts';
import type { Fact } from '../view/detail.ts';
import type { Sorting } from '../view/filter.ts';
import type { Rows } from '../view/rows.ts';

/** A category's widget, as those who work on its list see it. */
export interface Drawn<C extends Category> extends Sorting<Entry<C>>, Pick<LitElement, 'requestUpdate' | 'isUpdatePending' | 'shadowRoot'> {
  readonly category: C;
  readonly words: CategoryWords;
  readonly reading: Reading<Section<C>>;
  readonly rows: Rows;
  readonly facts: () => Promise<{ facts(entry: Entry<C>): Fact[] }>;
  query(): Query<C>;
  /** Draws without delay. */
  performUpdate(): void;
}
