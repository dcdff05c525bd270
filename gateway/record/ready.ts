/** The results of work that goes on side by side, each as soon as it is there. */
export function asReady<T>(work: readonly Promise<T>[]): AsyncIterable<T> {
  const ready: Promise<T>[] = [];
  let wake: () => void = () => undefined;
  for (const one of work) {
    const told = () => {
      ready.push(one);
      wake();
    };
    // Whoever stops listening has no use for what fails afterwards.
    one.then(told, told);
  }
  return (async function* () {
    for (let left = work.length; left > 0; left -= 1) {
      if (ready.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      yield ready.shift()!;
    }
  })();
}
