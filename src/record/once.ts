/** Works something out once for each list that it is asked of, however often the list is drawn. */
export function once<T extends object, R extends object>(work: (of: T) => R): (of: T) => R {
  const known = new WeakMap<T, R>();
  return (of) => known.get(of) ?? known.set(of, work(of)).get(of)!;
}
