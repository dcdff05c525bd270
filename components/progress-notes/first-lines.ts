/** The end of a sentence, with whatever closes after it. */
const SENTENCE_END = /[.!?]["'’”)\]]*$/;

/** A line that goes on with the sentence of the line before: it begins with a small letter. */
const GOES_ON = /^\p{Ll}/u;

/**
 * The first line of a note, and on to the end of its sentence: a line that a system broke between "no signs of" and
 * what there are no signs of may not stand alone (domain rules, A2). Nothing is cut within a line.
 */
export function firstLines(text: string): string {
  const lines = text.split(/\r\n?|\n/);
  let last = 0;
  for (; last + 1 < lines.length; last++) {
    const [line, next] = [lines[last]!.trimEnd(), lines[last + 1]!.trim()];
    if (next === '' || (SENTENCE_END.test(line) && !GOES_ON.test(next))) break;
  }
  return lines.slice(0, last + 1).join('\n');
}
