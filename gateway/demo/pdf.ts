/** A PDF file of text, as a letter-writing system prints it. A4, in points. */
const [WIDTH, HEIGHT, MARGIN] = [595, 842, 56];
const [SIZE, LEADING] = [10.5, 15];

/** As many characters as certainly fit into a line of Helvetica of that size. */
const LONGEST = 92;
const LINES = Math.floor((HEIGHT - 2 * MARGIN - 3 * LEADING) / LEADING);

/** Part of a document: a heading of its own, and lines of text. */
export interface Part {
  readonly heading?: string;
  readonly text: string;
}

interface Line {
  readonly words: string;
  readonly bold?: boolean;
}

/**
 * A PDF 1.4 file of as many pages as the text needs, every page with the title and its number. One character is one
 * byte, so that offsets are lengths. Nothing in it depends on the day or the machine.
 */
export function pdf(title: string, parts: readonly Part[]): string {
  const lines = parts.flatMap(({ heading, text }): Line[] => [
    ...(heading ? [{ words: heading, bold: true }] : []),
    ...text.split('\n').flatMap(wrapped).map((words) => ({ words })),
    { words: '' },
  ]);
  const pages: Line[][] = [];
  for (let at = 0; at < lines.length; at += LINES) pages.push(lines.slice(at, at + LINES));

  // Objects 1 to 4 are the catalogue, the page tree and the two fonts; then two for each page.
  const [catalogue, tree, plain, bold] = [1, 2, 3, 4];
  const pageAt = (index: number) => 5 + 2 * index;
  const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    `<< /Type /Catalog /Pages ${tree} 0 R /Lang (en-GB) >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageAt(index)} 0 R`).join(' ')}] >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...pages.flatMap((page, index) => {
      const content = contentOf(title, page, `Page ${index + 1} of ${pages.length}`);
      const resources = `<< /Font << /F1 ${plain} 0 R /F2 ${bold} 0 R >> >>`;
      return [
        `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources ${resources} /Contents ${pageAt(index) + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];

  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  return (
    `${file}xref\n0 ${count}\n0000000000 65535 f \n${entries}` +
    `trailer\n<< /Size ${count} /Root ${catalogue} 0 R /Info << /Title (${quoted(title)}) >> >>\nstartxref\n${file.length}\n%%EOF\n`
  );
}

function contentOf(title: string, lines: readonly Line[], foot: string): string {
  const at = (x: number, y: number, size: number, { words, bold }: Line) =>
    `BT /F${bold ? 2 : 1} ${size} Tf ${x} ${y} Td (${quoted(words)}) Tj ET`;
  const top = HEIGHT - MARGIN;
  return [
    at(MARGIN, top, 14, { words: title, bold: true }),
    ...lines.map((line, index) => at(MARGIN, top - (index + 2) * LEADING, SIZE, line)),
    at(MARGIN, MARGIN - LEADING, 8, { words: foot }),
  ].join('\n');
}

function wrapped(paragraph: string): string[] {
  const lines = [''];
  for (const word of paragraph.split(' ')) {
    const line = lines.at(-1)!;
    if (line && line.length + word.length >= LONGEST) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

/** The few characters of WinAnsi beyond Latin-1 that a letter needs. */
const WIN_ANSI: Readonly<Record<string, string>> = { '–': '\x96', '—': '\x97', '‘': '\x91', '’': '\x92', '“': '\x93', '”': '\x94', '•': '\x95', '€': '\x80' };

/** A string of a PDF, in WinAnsi. A character that it does not have is a question mark, as printers have it. */
const quoted = (words: string): string =>
  words.replace(/[^\x20-\x7e\xa0-\xff]/gu, (character) => WIN_ANSI[character] ?? '?').replace(/[\\()]/g, '\\$&');
