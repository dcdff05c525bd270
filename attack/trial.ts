/** A trial: one figure of how much hostility something survives. */

export interface Effort {
  /** How many tries are wanted. */
  tries: number;
  /** What chance begins with: the same seed makes the same tries. */
  seed: number;
}

export interface Outcome {
  tried: number;
  survived: number;
  /** What did not survive, a line each, enough to make it happen again. Without patient identifiers. */
  failures: string[];
  /** What belongs beside the figure: what was skipped and why, engines, times. */
  note?: string;
  /** Why none of it could be tried here: then it is neither passed nor failed. */
  skipped?: string;
}

export interface Trial {
  /** What is tried, as the figure is called. */
  name: string;
  /** Tries in the short form (seconds, within `npm test`; none where a test already does that) and in the whole one. */
  tries: { short: number; whole: number };
  /** @throws whatever it could not foresee: that, too, is a failure. */
  run(effort: Effort): Promise<Outcome>;
}

/** Counts as it goes; a few failures are kept in words, all of them in number. */
export function tally(): { outcome: Outcome; add(survived: boolean, what: () => string): void } {
  const outcome: Outcome = { tried: 0, survived: 0, failures: [] };
  return {
    outcome,
    add(survived, what) {
      outcome.tried++;
      if (survived) outcome.survived++;
      else if (outcome.failures.length < 20) outcome.failures.push(what());
    },
  };
}
