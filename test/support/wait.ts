import { waitUntil as wait } from '@open-wc/testing';

/** Waits for something to be so, as long as a busy machine may need: a view that is loaded late is no failure. */
export const waitUntil = (isSo: () => unknown, what?: string, options: { timeout?: number } = {}): Promise<void> =>
  wait(isSo as () => boolean, what, { timeout: 10_000, ...options });
