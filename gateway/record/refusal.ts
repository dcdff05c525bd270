import type { Category, ProblemCode, SourceAnswer } from '../../api-spec/record.ts';

/** A request that ends without data, for a reason that the caller may know (contract: problem codes). */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly category: Category | undefined;
  readonly sources: readonly SourceAnswer[] | undefined;
  /** Seconds after which it may go better. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ProblemCode,
    more: {
      detail?: string;
      category?: Category;
      sources?: readonly SourceAnswer[] | undefined;
      retryAfter?: number;
      cause?: unknown;
    } = {},
  ) {
    const { detail, category, sources, retryAfter, cause } = more;
    super(detail ?? code, { cause });
    this.name = 'Refusal';
    this.code = code;
    this.category = category;
    this.sources = sources;
    this.retryAfter = retryAfter;
  }
}
