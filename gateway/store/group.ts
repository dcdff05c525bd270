/** How often a group waits for others, and so how long the first of them does. */
const TIMES = 4;

/**
 * Work whose cost is by the occasion, not by the piece: what arrives while one group is done shares the next one.
 *
 * @param gather is waited for before each group, and what arrives meanwhile belongs to it
 */
export function inGroups<T>(
  work: (group: readonly T[]) => Promise<void>,
  most: number,
  gather: () => Promise<void> = async () => undefined,
): { add: (one: T) => Promise<void>; done: () => Promise<void> } {
  const waiting: { one: T; done: () => void; failed: (reason: unknown) => void }[] = [];
  let working: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      // While others are still coming, they are waited for, a few times: under load a group is worth more than the moment it takes.
      for (let times = 0, before = 0; times < TIMES && before < waiting.length && waiting.length < most; times += 1) {
        before = waiting.length;
        await gather();
      }
      const group = waiting.splice(0, most);
      try {
        await work(group.map(({ one }) => one));
        for (const { done } of group) done();
      } catch (reason) {
        for (const { failed } of group) failed(reason);
      }
    }
    working = undefined;
  }

  return {
    add: (one) =>
      new Promise((done, failed) => {
        waiting.push({ one, done, failed });
        working ??= run();
      }),
    async done() {
      await working;
    },
  };
}
