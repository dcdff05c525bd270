import { waitUntil as wait } from '@open-wc/testing';

/**
 * Waits for something to be so, as long as a busy machine may need: a view that is loaded late is no failure. It looks
 * often: a thousand tests wait a few times each.
 */
export const waitUntil = (isSo: () => unknown, what?: string, options: { timeout?: number } = {}): Promise<void> =>
  wait(isSo as () => boolean, what, { interval: 4, timeout: 10_000, ...options });
