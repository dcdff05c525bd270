import type { SourceAnswer } from '../../api-spec/record.ts';

/**
 * What can be counted and timed of a gateway, for whoever runs it. Nothing here names a patient or a user, and every
 * value comes from the gateway's own settings and routes, so that no caller can add to them. Times in milliseconds.
 */
export interface Figures {
  /** A request to a route, by its template. */
  answered(route: string, status: number, milliseconds: number): void;
  /** A problem that was told, by its code: of a request, or of a line in a stream. */
  refused(code: string): void;
  /** A source, by its id, and what it brought for one purpose. */
  heard(source: string, outcome: SourceAnswer['status'], milliseconds: number): void;
  /** An audit row, from when it was handed over until it was durable. */
  written(milliseconds: number): void;
}

export const UNCOUNTED: Figures = { answered() {}, refused() {}, heard() {}, written() {} };
