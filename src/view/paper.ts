import type { documentWords } from '../text/document.ts';
import type { Content } from './frame.ts';

/** A document laid out for reading. */
export interface Paper {
  readonly content: Content;
  readonly pages?: number;
  /** Can be made larger and smaller. */
  readonly zooms?: true;
  /** What has to be said beside it. */
  readonly notes: readonly string[];
  /** Lets go of everything that it holds. */
  drop(): void;
}

/** Why a document is not shown, though its bytes are here. */
export type Unseen = keyof typeof documentWords.unseen;
