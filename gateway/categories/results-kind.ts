import type { Kind } from '../../api-spec/record.ts';
import { codings, listed, objects, SNOMED, text, at, type Json } from './read.ts';
import { sections, specimens, tests } from './results-codes.ts';

/** What an entry is made of, as far as its kind depends on it. */
export interface Material {
  /** The report, or the observation that no report holds. */
  readonly head: Json;
  /** The observations in it, panels and their members alike. */
  readonly observations: readonly Json[];
  readonly specimens: readonly Json[];
}

export interface Classified {
  readonly kind: Kind<'results'>;
  /** The step that decided, and the code it decided by. */
  readonly classifiedBy: string;
}

/** HL7 table 0074, diagnostic service section. */
const SECTIONS = /\bv2[-/]0074$/;

/** HL7 v3 ObservationInterpretation, the branch for susceptibility. */
const SUSCEPTIBILITY = new Set(['S', 'SDD', 'I', 'R', 'NS', 'MS', 'VS', 'SYN-R', 'SYN-S', 'NCL', 'IE']);

/**
 * NHS laboratories mark most reports as `LAB` and nothing else, so that five steps are needed, the surest first.
 * Nothing is dropped: what none of them resolves goes by whether it has numbers.
 */
export function kindOf(material: Material): Classified {
  for (const step of [bySection, byCode, bySusceptibility, byMembers, bySpecimen]) {
    const classified = step(material);
    if (classified) return classified;
  }
  return material.observations.some(hasNumber)
    ? { kind: 'blood-sciences', classifiedBy: 'unresolved, with numeric values' }
    : { kind: 'other', classifiedBy: 'unresolved' };
}

/** An observation that is a result even if no report holds it. */
export const isDiagnostic = ({ category }: Json): boolean =>
  listed(category)
    .flatMap((one) => objects(at(one, 'coding')))
    .map(({ system, code }) => ({ system: text(system) ?? '', code: text(code) ?? '' }))
    .some(({ system, code }) =>
      SECTIONS.test(system) ? code === 'LAB' || sections.has(code) : code === 'laboratory' || code === 'imaging',
    );

function bySection({ head }: Material): Classified | undefined {
  const categories = listed(head['category']).flatMap((one) => codings(one));
  for (const { system, code } of categories) {
    const kind = SECTIONS.test(system) ? sections.get(code) : undefined;
    if (kind) return { kind, classifiedBy: `category ${code}` };
  }
  const isImaging = categories.some(({ code }) => code === 'imaging');
  return isImaging ? { kind: 'radiology', classifiedBy: 'category imaging' } : undefined;
}

function byCode({ head }: Material): Classified | undefined {
  const known = inTable(tests, head['code']);
  return known && { kind: known.kind, classifiedBy: `code ${known.code}` };
}

function bySusceptibility({ observations }: Material): Classified | undefined {
  const flags = observations.flatMap(({ interpretation }) => listed(interpretation)).flatMap((flag) => codings(flag));
  const code = flags.find((flag) => SUSCEPTIBILITY.has(flag.code))?.code;
  return code === undefined ? undefined : { kind: 'microbiology-virology', classifiedBy: `interpretation ${code}` };
}

/** What most of the members are; of equally many, what comes first. */
function byMembers({ observations }: Material): Classified | undefined {
  const votes = new Map<Kind<'results'>, { count: number; code: string }>();
  for (const { code: concept } of observations) {
    const known = inTable(tests, concept);
    if (!known) continue;
    const before = votes.get(known.kind);
    votes.set(known.kind, { count: (before?.count ?? 0) + 1, code: before?.code ?? known.code });
  }
  const [first] = [...votes].toSorted(([, a], [, b]) => b.count - a.count);
  return first && { kind: first[0], classifiedBy: `member ${first[1].code}` };
}

function bySpecimen({ specimens: used }: Material): Classified | undefined {
  for (const specimen of used) {
    const known = inTable(specimens, specimen['type']);
    if (known) return { kind: known.kind, classifiedBy: `specimen ${known.code}` };
  }
  return undefined;
}

function inTable(table: ReadonlyMap<string, Kind<'results'>>, concept: unknown) {
  for (const { system, code } of codings(concept)) {
    const kind = system === SNOMED ? table.get(code) : undefined;
    if (kind) return { kind, code };
  }
  return undefined;
}

const hasNumber = (observation: Json): boolean =>
  text(at(observation['valueQuantity'], 'value')) !== undefined ||
  observation['valueInteger'] !== undefined ||
  objects(observation['component']).some(hasNumber);
