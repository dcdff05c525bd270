/** Counts the stories that were looked at by tag and state, against every tag of the manifest and every state of the contract. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { stateless, tags } from '../stories/cells.ts';
import type { Seen } from './story-page.ts';

/** What was seen in a story, and what is wrong with it. */
export interface Look extends Seen {
  readonly wrong: string[];
  /** How many rules of axe it breaks. */
  readonly violations: number;
  /** Something was thrown, or never came: the page is not to be used again. */
  readonly broken: boolean;
}

interface Contract {
  components: { schemas: Record<string, { enum?: string[] }> };
}

interface Manifest {
  modules: { declarations?: { tagName?: string }[] }[];
}

const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest;
const { schemas } = (parse(readFileSync('api-spec/openapi.yaml', 'utf8')) as Contract).components;

/** Neither list is the stories' own: a tag or a state that is added elsewhere is missed here. */
const everyTag = manifest.modules.flatMap(({ declarations = [] }) => declarations.flatMap(({ tagName }) => tagName ?? [])).sort();
const everyState = schemas['State']!.enum!.flatMap((state) => (state === 'ready' ? schemas['Completeness']!.enum!.map((completeness) => `${state} ${completeness}`) : state));

/** The table, and what is missing from it or should not be in it. */
export function counted(looks: readonly Look[]): { table: string; missing: string[] } {
  const missing: string[] = [];
  const reasons = new Map<string, string[]>();
  const cell = (tag: string, state: string): string => {
    const here = looks.filter((one) => one.tag === tag && one.seen === state);
    const cells = Object.values(tags.find((one) => one.tag === tag)?.cells ?? {}).filter(({ shows }) => shows === state);
    const why = cells.some(({ scene }) => scene) ? undefined : (cells.find((one) => one.why)?.why ?? stateless[tag]);
    const violations = here.reduce((sum, one) => sum + one.violations, 0);
    if (here.length && why) missing.push(`stories/cells.ts says that <${tag}> is never ${state}, and a story shows it so`);
    if (here.length) return violations ? `${here.length}!${violations}` : String(here.length);
    if (!why) missing.push(`<${tag}> has no story that shows it ${state}, and stories/cells.ts does not say why`);
    else reasons.set(why, [...(reasons.get(why) ?? []), `${tag} ${state}`]);
    return why ? '–' : '?';
  };
  const rows = everyTag.map((tag) => [tag, ...everyState.map((state) => cell(tag, state))]);
  const heads = ['stories by tag and state', ...everyState.map((state) => state.replace(' ', '\u00a0'))];
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => row.map((text, column) => (column ? text.padStart(widths[column]!) : text.padEnd(widths[column]!))).join(' ');
  const never = [...reasons].map(([why, cells]) => `– ${why} (${cells.join(', ')})`);
  return { table: [line(heads), ...rows.map(line), '', ...never, 'n: stories without a violation; n!v: with v violations of axe', ''].join('\n'), missing };
}
