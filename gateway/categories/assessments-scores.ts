import type { Measurement } from '../../api-spec/record.ts';
import { formOf } from './assessments-answers.ts';
import type { Found, Holdings } from './holdings.ts';
import { measurement, type Tally } from './measurement.ts';
import { codings, listed, statusOf, type Json } from './read.ts';

/** What may be done with a response or a score. */
type Standing = 'shown' | 'uncoded' | 'withheld' | 'entered-in-error';

/**
 * Which scores stand with which questionnaire (`Observation.derivedFrom`), and within which other score
 * (`Observation.hasMember`). They form a net, not a tree: a total may have parts that another total has as well, and
 * may (wrongly) be a part of itself.
 */
export class Scores {
  readonly tally: Tally = { uncoded: 0, unreadable: 0 };
  /** False: a part was named and did not arrive. */
  complete = true;
  readonly #holdings: Holdings;
  readonly #starts: readonly Found[];
  readonly #derived = new Map<Json, Found[]>();
  readonly #standings = new Map<Json, Standing>();
  readonly #told = new Set<Json>();

  constructor(holdings: Holdings) {
    this.#holdings = holdings;
    const [responses, surveys] = [holdings.ofType('QuestionnaireResponse'), holdings.ofType('Observation').filter(isSurvey)].map(
      (all) => all.map((resource): Found => ({ resource, within: resource, id: holdings.idOf(resource) })),
    ) as [Found[], Found[]];
    this.#starts = [...responses, ...surveys];
    for (const survey of surveys) {
      for (const link of listed(survey.resource['derivedFrom'])) {
        const from = holdings.follow(link, survey.within)?.resource;
        if (from?.['resourceType'] === 'QuestionnaireResponse') this.#derived.set(from, [...(this.#derived.get(from) ?? []), survey]);
      }
    }
    this.#settle();
  }

  /** What stands for itself, with its scores. Responses come first, so that a score derived from one is told there. */
  *entries(): Generator<{ found: Found; scores: Measurement[] }> {
    const shown = this.#starts.filter(({ resource }) => this.#standings.get(resource) === 'shown');
    const within = new Set(this.#below(shown).map(({ resource }) => resource));
    // Of scores in a circle the first one met stands for all.
    for (const found of [...shown.filter(({ resource }) => !within.has(resource)), ...shown]) {
      if (this.#told.has(found.resource)) continue;
      const scores = this.#scores(found);
      this.#holdings.decide(found.resource, 'entry');
      yield { found, scores };
    }
  }

  /** What is withheld holds back all that is in it; what was worked out from a withdrawn response is withdrawn too. */
  #settle(): void {
    const everything = [...this.#starts, ...this.#below(this.#starts)];
    for (const { resource } of everything) this.#standings.set(resource, this.#standingOf(resource));
    const those = (standing: Standing) => everything.filter(({ resource }) => this.#standings.get(resource) === standing);
    for (const { resource } of this.#below(those('withheld'))) this.#standings.set(resource, 'withheld');
    for (const { resource } of those('entered-in-error').flatMap((found) => this.#derived.get(found.resource) ?? [])) {
      this.#standings.set(resource, 'entered-in-error');
    }
    for (const [resource, standing] of this.#standings) if (standing !== 'shown') this.#holdings.decide(resource, standing);
  }

  #standingOf(resource: Json): Standing {
    if (resource['status'] === 'entered-in-error') return 'entered-in-error';
    if (this.#holdings.isWithheld(resource)) return 'withheld';
    const isForm = resource['resourceType'] === 'QuestionnaireResponse';
    const isCoded = isForm ? formOf(resource, this.#holdings).code !== undefined : codings(resource['code']).length > 0;
    return isCoded ? 'shown' : 'uncoded';
  }

  /** The scores directly in another, or directly from a response. */
  #in({ resource, within }: Found): Found[] {
    const members = listed(resource['hasMember']).map((link) => this.#holdings.follow(link, within));
    const scores = members.filter((found) => found?.resource['resourceType'] === 'Observation') as Found[];
    return [...scores, ...(this.#derived.get(resource) ?? [])];
  }

  /** All scores below some others, each once. */
  #below(starts: readonly Found[]): Found[] {
    const met = new Map<Json, Found>();
    const open = [...starts];
    for (const found of open) {
      for (const part of this.#in(found)) {
        if (met.has(part.resource)) continue;
        met.set(part.resource, part);
        open.push(part);
      }
    }
    return [...met.values()];
  }

  /** The scores of one entry, its own included, each once and in its source's order. */
  #scores(root: Found): Measurement[] {
    const rows: Measurement[] = [];
    const open = [root];
    for (let found = open.pop(); found; found = open.pop()) {
      const { resource, within } = found;
      const standing = this.#standings.get(resource);
      if (this.#told.has(resource) || standing === 'withheld' || standing === 'entered-in-error') continue;
      if (standing === 'uncoded' && resource !== within) this.tally.uncoded++;
      this.#told.add(resource);
      if (standing === 'shown' && found !== root) this.#holdings.decide(resource, 'shown-within');
      const parts = this.#in(found);
      const isHeading = parts.length > 0 && !Object.keys(resource).some((element) => OWN_WORDS.test(element));
      if (standing === 'shown' && resource['resourceType'] === 'Observation' && !isHeading) {
        rows.push(measurement(found, { panel: undefined, cancelled: false, author: undefined }, this.#holdings, this.tally));
      }
      this.complete &&= parts.length >= listed(resource['hasMember']).length;
      open.push(...parts.toReversed());
    }
    return rows;
  }
}

/** Whether a group says more than its parts do. */
const OWN_WORDS = /^(value[A-Z]\w*|component|dataAbsentReason|interpretation|note|referenceRange)$/;

/** A survey is a score or an answer (HL7 observation-category). A score that is a vital sign as well is shown there. */
export function isSurvey({ category }: Json): boolean {
  const categories = listed(category);
  const is = (code: string) => categories.some((one) => statusOf(one, [code]) !== undefined);
  return is('survey') && !is('vital-signs');
}
