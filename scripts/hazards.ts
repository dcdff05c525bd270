/**
 * The clinical hazard log: `safety/hazards.yaml` is the log, `docs/hazard-log.md` the page that `npm run generate` makes
 * of it. This checks what a reviewer relies on: that each test which a control names is there under that title, and
 * that each risk is the one of the matrix.
 */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { readDocument } from '../gateway/config/document.ts';
import { sources } from './sources.ts';

const severities = ['Minor', 'Significant', 'Considerable', 'Major', 'Catastrophic'] as const;
type Severity = (typeof severities)[number];

/** The example matrix of the DCB0129 implementation guidance: a level from 1 to 5 by look-up, not a product. */
const matrix = {
  'Very high': [3, 4, 4, 5, 5],
  High: [2, 3, 3, 4, 5],
  Medium: [2, 2, 3, 3, 4],
  Low: [1, 2, 2, 3, 4],
  'Very low': [1, 1, 2, 2, 3],
} as const;
type Likelihood = keyof typeof matrix;

interface Rating {
  severity: Severity;
  likelihood: Likelihood;
  risk: number;
}

interface Test {
  file: string;
  title: string;
}

interface Control {
  control: string;
  tests?: Test[];
  /** Trials of `npm run attack` that try it at length. */
  trials?: string[];
  /** Why no test of this repository guards it. */
  open?: string;
}

export interface Hazard {
  id: string;
  hazard: string;
  causes: string[];
  effect: string;
  initial: Rating;
  controls: Control[];
  residual: Rating;
  status: 'open' | 'transferred' | 'closed';
}

export interface HazardLog {
  reviewed: { by: string; on: string } | null;
  hazards: Hazard[];
}

const at = (path: string) => new URL(`../safety/${path}`, import.meta.url);

/** @throws {Mistakes} where it is not of its schema's shape */
export const readLog = (file = fileURLToPath(at('hazards.yaml'))): HazardLog => readDocument<HazardLog>(file, at('hazards.schema.yaml'), {}).value;

export const riskOf = ({ severity, likelihood }: Pick<Rating, 'severity' | 'likelihood'>): number =>
  matrix[likelihood][severities.indexOf(severity)]!;

/** Everything that is wrong with a log, in words. The test files are given by path, so that a test can invent them. */
export function faults(log: HazardLog, files: Map<string, string>): string[] {
  const titles = new Map<string, Set<string>>();
  const titlesOf = (file: string) => {
    if (!titles.has(file)) titles.set(file, titlesIn(files.get(file) ?? ''));
    return titles.get(file)!;
  };
  const tried = trialsIn(files);
  const ids = log.hazards.map(({ id }) => id);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is there twice`),
    ...log.hazards.flatMap((hazard) => [
      ...(['initial', 'residual'] as const)
        .filter((which) => hazard[which].risk !== riskOf(hazard[which]))
        .map((which) => `${hazard.id} ${which}: ${hazard[which].severity} and ${hazard[which].likelihood} are ${riskOf(hazard[which])}, not ${hazard[which].risk}`),
      ...(hazard.residual.risk > hazard.initial.risk ? [`${hazard.id}: its controls make it worse`] : []),
      ...(hazard.controls.some(({ tests }) => tests) ? [] : [`${hazard.id} has no control that a test guards`]),
      ...(hazard.status === 'closed' && !log.reviewed ? [`${hazard.id} is closed, and nobody has reviewed the log`] : []),
      ...hazard.controls.flatMap(({ tests = [] }) => tests).flatMap(({ file, title }) => {
        if (!files.has(file)) return [`${hazard.id}: there is no ${file}`];
        return titlesOf(file).has(title) ? [] : [`${hazard.id}: ${file} has no test "${title}"`];
      }),
      ...hazard.controls.flatMap(({ trials = [] }) => trials).filter((name) => !tried.has(name)).map((name) => `${hazard.id}: there is no trial ${name}`),
    ]),
  ];
}

/** The names of the trials, as `attack/run.ts` lists them. */
export const trialsIn = (files: ReadonlyMap<string, string>): Set<string> =>
  new Set([...(files.get('attack/run.ts') ?? '').matchAll(/^ {2}'?([\w-]+)'?: \(\) => import/gm)].map(([, name]) => name!));

/** What tests and groups of tests are called; `shows` is the life-cycle's own word for a test. */
const testing = /^(it|test|describe|suite|shows)$/;

/** What the tests of a file are called, with … where a value is put in. */
export function titlesIn(text: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const title = ts.isCallExpression(node) && testing.test(node.expression.getText()) && node.arguments[0];
    if (title && ts.isStringLiteralLike(title)) found.add(title.text);
    else if (title && ts.isTemplateExpression(title)) found.add(title.head.text + title.templateSpans.map(({ literal }) => `…${literal.text}`).join(''));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.test.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

/** The log as a page. */
export function rendered({ reviewed, hazards }: HazardLog): string {
  const rating = ({ severity, likelihood, risk }: Rating) => `${severity} × ${likelihood} = **${risk}**`;
  const lacking = hazards.flatMap(({ id, controls }) => controls.filter(({ open }) => open).map((control) => ({ id, ...control })));
  return `# Hazard log

<!-- Made by \`npm run generate\` from safety/hazards.yaml: change that. -->

The clinical hazards of these widgets and their gateway, in the shape that DCB0129 asks of a maker: each with its causes,
what it does to a patient, the risk before and after the controls, and the tests that guard each control. \`npm run check\`
fails when a test that is named here is renamed or removed.

${
  reviewed
    ? `Reviewed by ${reviewed.by} on ${reviewed.on}.`
    : '**No clinical safety officer has reviewed this log.** Severities and likelihoods are the makers’ proposals, nothing is closed, and an\norganisation that deploys the widgets has its own assessment to make (DCB0160).'
}

| | Minor | Significant | Considerable | Major | Catastrophic |
|---|---|---|---|---|---|
${Object.entries(matrix).map(([likelihood, risks]) => `| **${likelihood}** | ${risks.join(' | ')} |`).join('\n')}

5 unacceptable · 4 must be reduced · 3 undesirable: acceptable only where more cannot be done · 2 acceptable where more would cost
more than it gives · 1 acceptable.

| | hazard | before | after | status |
|---|---|---|---|---|
${hazards.map(({ id, hazard, initial, residual, status }) => `| [${id}](#${id.toLowerCase()}) | ${hazard} | ${initial.risk} | ${residual.risk} | ${status} |`).join('\n')}

## Controls that no test guards

${lacking.length ? lacking.map(({ id, control, open }) => `- [${id}](#${id.toLowerCase()}) ${control} *${open}*`).join('\n') : 'There is none.'}

${hazards.map(({ id, hazard, causes, effect, initial, controls, residual, status }) => `## ${id}

**${hazard}** Status: ${status}.

- Causes: ${causes.join(' ')}
- Effect: ${effect}
- Before: ${rating(initial)}. After: ${rating(residual)}.

${controls.map(({ control, tests = [], trials = [], open }) => `- ${control}${open ? ` *Not guarded by a test: ${open}*` : tests.map(({ file, title }) => `\n  - [${file}](../${file}): ${title.replaceAll('<', '\\<')}`).join('')}${trials.map((name) => `\n  - at length: \`npm run attack ${name}\``).join('')}`).join('\n')}
`).join('\n')}`;
}

if (import.meta.main) {
  const log = readLog();
  const all = faults(log, sources());
  all.forEach((fault) => console.error(fault));
  if (all.length > 0) process.exitCode = 1;
  else {
    const controls = log.hazards.flatMap((hazard) => hazard.controls);
    const tests = controls.flatMap((control) => control.tests ?? []);
    console.log(`hazards: ${log.hazards.length}, with ${controls.length} controls and ${tests.length} links to tests; ${controls.filter(({ open }) => open).length} controls have none`);
  }
}
