/**
 * Constructs that this project does without, each with its reason, and the check that none comes back.
 * Code rules read the code without its comments; text rules read every line.
 */
import ts from 'typescript';
import { sources } from './sources.ts';

interface Rule {
  what: RegExp;
  why: string;
  where: RegExp;
  comments?: true;
}

const everywhere = /./;
const code = /\.(ts|js|mjs)$/;
const page = /^(src|components|stories|demo)\/.*\.(ts|js)$/;
const widget = /^(src|components)\/.*\.ts$/;
const tests = /\.test\.ts$/;

const rules: Rule[] = [
  { what: /\bunsafe(HTML|SVG|MathML|Static|CSS)\b|unsafe-(html|svg|mathml)/, where: page, why: 'source text is never markup' },
  { what: /\b(inner|outer)HTML\s*[+]?=(?!=)|\.(inner|outer)HTML=/, where: page, why: 'source text is never markup' },
  { what: /\b(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|parseHTMLUnsafe)\b/, where: page, why: 'source text is never markup' },
  { what: /\bdocument\.write/, where: page, why: 'source text is never markup' },
  { what: /(^|[^\w.])eval\s*\(|\bnew\s+Function\b/, where: code, why: 'a strict policy forbids it' },
  { what: /\bset(Timeout|Interval)\(\s*['"`]/, where: code, why: 'a strict policy forbids it' },
  { what: /\bstyleMap\b|style-map/, where: page, why: "a strict CSP drops it: use .style= or a class" },
  { what: /@lit\/task/, where: code, why: 'it keeps the last value while the next loads' },
  { what: /lit(-html)?\/directives\/repeat/, where: code, why: 'it leaks a node for each removed row: use map' },
  { what: /\b(localStorage|sessionStorage|indexedDB)\b|\bdocument\.cookie\b|\bcookieStore\b/, where: widget, why: 'a record is never stored in the browser' },
  { what: /\bconsole\./, where: widget, why: "a widget writes nothing into its host's console" },
  { what: /\b(it|test|describe|suite)\.only\b|\bonly:\s*true\b|\bf(it|describe)\(/, where: tests, why: 'the others would not run' },
  { what: /\b(it|test|describe|suite)\.(skip|todo)\b(?!\((['"])[^'"]+\3\))|\b(skip|todo):\s*true\b|\bx(it|describe)\(/, where: tests, why: "say why: skip: 'reason'" },
  { what: /\b(TODO|FIXME|XXX|HACK)\b/, where: everywhere, comments: true, why: 'finish it, or file an issue' },
  { what: /(^|[^\w.~:/-])\/(home|root|work|Users|farm|tmp)\/\w/, where: everywhere, comments: true, why: 'a path of one machine' },
  { what: /https?:\/\/(registry|deb|pypi)\./, where: everywhere, comments: true, why: 'a package registry is the user\'s own choice' },
];

/** Every forbidden construct, in words. The files are given by path, so that a test can invent them. */
export function found(files: Map<string, string>): string[] {
  return [...files].flatMap(([path, text]) => [...matches(path, text), ...(inTemplates.test(path) ? templates(path, text) : [])]);
}

function matches(path: string, text: string): string[] {
  const lines = { all: text.split('\n'), code: withoutComments(text).split('\n') };
  return rules.filter((rule) => rule.where.test(path)).flatMap((rule) =>
    (rule.comments ? lines.all : lines.code).flatMap((line, index) => {
      const match = rule.what.exec(line);
      return match ? [`${path}:${index + 1} ${match[0].trim()}: ${rule.why}`] : [];
    }),
  );
}

/** Line comments are those at a line's start or after white space, so that `https://` in a string stays. */
function withoutComments(text: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, '');
  return text.replace(/(?<=^|\s)\/\*[\s\S]*?\*\//g, blank).replace(/(?<=^|\s)\/\/.*$/gm, blank);
}

const inTemplates = /^(src\/(?!text\/)|components\/).*(?<!\.fixture)\.ts$/;

/** Attributes that a user reads or hears. */
const spoken = /[\s](aria-label|aria-description|aria-roledescription|aria-placeholder|title|placeholder|alt)\s*=\s*["']?[^"'\0>]*\p{L}/u;

/** What a user can read stands in src/text, where a safety officer signs it: so no words in a Lit template, and no style="…". */
function templates(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const said: string[] = [];
  const visit = (node: ts.Node): (void) => {
    if (ts.isTaggedTemplateExpression(node) && /^(html|svg|css|filled|piece)$/.test(node.tag.getText())) {
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      for (const why of faults(node.tag.getText(), staticText(node.template))) said.push(`${path}:${line} ${why}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return said;
}

function faults(tag: string, text: string): string[] {
  if (tag === 'css') return /\bcontent:\s*["'][^"']*\p{L}/u.test(text) ? ['words in a sheet: put them in src/text'] : [];
  // A piece may begin within a tag.
  const markup = text.replace(/<!--[\s\S]*?-->/g, '').replace(/^\s+[.?@]?[\w-]+=[^>]*>?/, '<i$&>');
  const words = markup.replace(/<[^>]*>/g, ' ').replace(/&#?\w+;/g, ' ').match(/\p{L}[\p{L} ]*\p{L}/u)?.[0];
  const attribute = spoken.exec(markup)?.[0].trim();
  return [
    ...(words ? [`"${words}" in a template: put it in src/text`] : []),
    ...(attribute ? [`${attribute}… in a template: put it in src/text`] : []),
    ...(/\sstyle\s*=/.test(markup) ? ['style= in a template: a strict CSP drops it, use .style= or a class'] : []),
  ];
}

/** The template without its values: each leaves a NUL, so that `<b>${x}</b>` has no words of its own. */
function staticText(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return [template.head.text, ...template.templateSpans.map((span) => span.literal.text)].join('\0');
}

if (import.meta.main) {
  // Its own rules and their tests name what they forbid.
  const files = sources(['ts', 'mjs', 'js', 'html', 'css', 'md', 'mdx', 'yaml', 'json']);
  for (const path of files.keys()) if (/^scripts\/(test\/)?forbidden/.test(path) || path === 'package-lock.json') files.delete(path);
  const all = found(files);
  all.forEach((fault) => console.error(fault));
  if (all.length > 0) process.exitCode = 1;
  else console.log(`forbidden: none in ${files.size} files`);
}
