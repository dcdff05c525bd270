/** The results of work that goes on side by side, each as soon as it is there. */
export function asReady<T>(work: readonly Promise<T>[]): AsyncIterable<T> {
  const open = new Map(work.map((one, index) => [index, one.then((value) => ({ index, value }))]));
  // Whoever stops listening has no use for what fails afterwards.
  for (const one of open.values()) one.catch(() => undefined);
  return (async function* () {
    while (open.size > 0) {
      const { index, value } = await Promise.race(open.values());
      open.delete(index);
      yield value;
    }
  })();
}
