/** Every list of sentences that the page has loaded, by its name. */
export const lists: Record<string, object> = {};

/** A list of sentences, to be found by its name by whoever says them in another language. */
export function list<W extends object>(name: string, words: W): W {
  lists[name] = words;
  return words;
}
