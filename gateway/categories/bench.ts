import type { Entry, Measurement, Person, Specimen } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { attachmentsOf } from './attachments.ts';
import type { Found, Holdings } from './holdings.ts';
import { measurement, STATUSES, type Tally } from './measurement.ts';
import { firstPerson, person } from './people.ts';
import {
  at, coding, codings, date, instant, inWords, known, listed, moment, notes, oneOf, term, words, type Json,
} from './read.ts';
import { isDiagnostic, kindOf } from './results-kind.ts';

type Result = Entry<'results'>;

/** What may be done with a report or an observation. */
type Standing = 'shown' | 'uncoded' | 'withheld' | 'entered-in-error';

/** What is inside one entry. */
interface Contents {
  readonly rows: Measurement[];
  readonly observations: Json[];
  readonly specimens: readonly Json[];
}

/** Group names above a measurement, as many as help. */
const DEEPEST_PANEL = 3;

/**
 * Where reports, panels and single results are put together. They form a net, not a tree: two reports may hold
 * the same result, a panel may (wrongly) hold itself, and a chain of them may be longer than any call stack.
 */
export class Bench {
  readonly tally: Tally = { uncoded: 0, unreadable: 0 };
  /** False: something was named and did not arrive. */
  complete = true;
  readonly #holdings: Holdings;
  readonly #standings = new Map<Json, Standing>();
  readonly #members = new Map<Json, readonly Found[]>();
  readonly #claimed = new Set<Json>();

  constructor(holdings: Holdings) {
    this.#holdings = holdings;
  }

  entries(): Result[] {
    const itself = (resource: Resource): Found => ({ resource, within: resource, id: this.#holdings.idOf(resource) });
    const reports = this.#holdings.ofType('DiagnosticReport').map(itself);
    const marked = this.#holdings.ofType('Observation').filter(isDiagnostic).map(itself);
    const observations = unique([...marked, ...this.#below([...reports, ...marked])]);
    const withdrawn = this.#settle([...reports, ...observations]);

    const entries: Result[] = [];
    for (const report of reports) {
      if (this.#standings.get(report.resource) === 'shown') entries.push(this.#entry(report));
    }
    // What only a withdrawn report released is withdrawn with it.
    for (const { resource } of observations) {
      if (withdrawn.has(resource) && !this.#claimed.has(resource)) this.#stand(resource, 'entered-in-error');
    }
    for (const observation of this.#lone(observations)) entries.push(this.#entry(observation));
    return entries;
  }

  /** Settles how everything stands: what is kept back keeps back all that is in it. Answers what was withdrawn. */
  #settle(everything: readonly Found[]): Set<Json> {
    for (const { resource } of everything) this.#stand(resource, this.#standingOf(resource));
    const those = (standing: Standing) =>
      everything.filter(({ resource }) => this.#standings.get(resource) === standing);
    for (const { resource } of this.#below(those('withheld'))) {
      if (this.#standings.get(resource) !== 'entered-in-error') this.#stand(resource, 'withheld');
    }
    for (const found of [...those('shown'), ...those('uncoded')]) {
      this.complete &&= this.#in(found).length === linksOf(found.resource).length;
    }
    // What is contained in another resource is not among the resources that are counted.
    this.tally.uncoded += those('uncoded').filter(({ resource, within }) => resource !== within).length;
    return new Set(this.#below(those('entered-in-error')).map(({ resource }) => resource));
  }

  #standingOf(resource: Json): Standing {
    if (resource['status'] === 'entered-in-error') return 'entered-in-error';
    if (this.#holdings.isWithheld(resource)) return 'withheld';
    return codings(resource['code']).length > 0 ? 'shown' : 'uncoded';
  }

  #stand(resource: Json, standing: Standing): void {
    this.#standings.set(resource, standing);
    if (standing !== 'shown') this.#holdings.decide(resource, standing);
  }

  /** The observations directly in a report or panel. */
  #in({ resource, within }: Found): readonly Found[] {
    const before = this.#members.get(resource);
    if (before) return before;
    const members = linksOf(resource)
      .map((link) => this.#holdings.follow(link, within))
      .filter((found) => found?.resource['resourceType'] === 'Observation');
    this.#members.set(resource, members as Found[]);
    return members as Found[];
  }

  /** All observations below some others, each once, those directly below first. */
  #below(starts: readonly Found[]): Found[] {
    const met = new Map<Json, Found>();
    const open = [...starts];
    for (const found of open) {
      for (const member of this.#in(found)) {
        if (met.has(member.resource)) continue;
        met.set(member.resource, member);
        open.push(member);
      }
    }
    return [...met.values()];
  }

  /**
   * The observations that no report has claimed and that are in no other panel. A panel without a code gives
   * its members free; of panels in a circle the first one met stands for all. What is contained in a report has
   * no existence without it (https://hl7.org/fhir/R4/references.html#contained), and is no entry by itself.
   */
  *#lone(observations: readonly Found[]): Generator<Found> {
    const free = observations.filter(
      ({ resource, within }) => resource === within && this.#isOpen(resource) && !this.#claimed.has(resource),
    );
    const inside = new Set(free.flatMap((found) => this.#in(found)).map(({ resource }) => resource));
    const roots = free.filter(({ resource }) => !inside.has(resource));
    const coded = ({ resource }: Found) => this.#standings.get(resource) === 'shown';
    const rest = [...roots.filter(coded), ...this.#below(roots.filter((root) => !coded(root))), ...free];
    for (const found of rest) {
      if (coded(found) && found.resource === found.within && !this.#claimed.has(found.resource)) yield found;
    }
  }

  #isOpen(resource: Json): boolean {
    const standing = this.#standings.get(resource);
    return standing === 'shown' || standing === 'uncoded';
  }

  #entry(found: Found): Result {
    const { resource: head, within, id } = found;
    const status = oneOf(head['status'], STATUSES) ?? 'unknown';
    const authors = [...listed(head['resultsInterpreter']), ...listed(head['performer'])];
    const author = firstPerson(authors, within, this.#holdings);
    const { rows, observations, specimens } = this.#contents(found, author, status === 'cancelled');
    const issued = instant(head['issued']);
    const lastUpdated = instant(at(head['meta'], 'lastUpdated'));
    const shownSpecimens = specimens.map(specimenOf).filter((one) => Object.keys(one).length > 0);
    const collected = shownSpecimens.find((one) => one.collected)?.collected;
    const codes = listed(head['conclusionCode']);
    const coded = codes.map((code) => coding(code)).filter((code) => code !== undefined);
    this.#holdings.decide(head, 'entry');
    return known<Result>({
      id,
      code: coding(head['code'])!,
      ...kindOf({ head, observations, specimens }),
      status,
      when: collected ?? moment(head, 'effective') ?? rows.find(({ when }) => when)?.when ?? null,
      recorded: date(head['issued']) ?? null,
      issued,
      lastUpdated,
      corrected: CHANGED.has(status) ? (issued ?? lastUpdated) : undefined,
      source: this.#holdings.source,
      author,
      requester: this.#requester(found),
      conclusion: notes([head['conclusion'], ...codes.filter((code) => !coding(code)).map(inWords)]),
      conclusionCodes: coded.length > 0 ? coded : undefined,
      specimens: shownSpecimens.length > 0 ? shownSpecimens : undefined,
      measurements: rows,
      documents: attachmentsOf(head['presentedForm'], id, this.#holdings),
    });
  }

  /** Walks what is in a report or a panel, in its order, and claims it. */
  #contents(head: Found, author: Person | undefined, cancelled: boolean): Contents {
    const rows: Measurement[] = [];
    const observations: Json[] = [];
    const specimens = new Set<Json>();
    const collect = (links: unknown, within: Json) => {
      for (const link of listed(links)) {
        const specimen = this.#holdings.mention(link, within)?.resource;
        if (specimen && specimen['status'] !== 'entered-in-error') specimens.add(specimen);
      }
    };
    const isReport = head.resource['resourceType'] === 'DiagnosticReport';
    if (isReport) collect(head.resource['specimen'], head.within);
    const tops = isReport ? this.#in(head) : [head];
    const met = new Set<Json>();
    const none: readonly string[] = [];
    const open = tops.map((found) => ({ found, panel: none, above: none })).toReversed();
    for (let next = open.pop(); next; next = open.pop()) {
      const { found } = next;
      const { resource, within } = found;
      if (met.has(resource) || !this.#isOpen(resource)) continue;
      met.add(resource);
      let { panel, above } = next;
      if (this.#standings.get(resource) === 'shown') {
        this.#claimed.add(resource);
        if (this.#holdings.fateOf(resource) !== 'entry') this.#holdings.decide(resource, 'shown-within');
        observations.push(resource);
        collect(resource['specimen'], within);
        if (linksOf(resource).length === 0 || saysSomething(resource)) {
          const setting = { panel: panel.join(' › ') || undefined, cancelled, author };
          rows.push(measurement(found, setting, this.#holdings, this.tally));
        }
        panel = [...above, panelName(resource)].slice(-DEEPEST_PANEL);
        // The one panel that is the whole report need not be repeated over each panel inside it.
        above = tops.length === 1 && found === tops[0] ? none : panel;
      }
      for (const member of this.#in(found).toReversed()) open.push({ found: member, panel, above });
    }
    return { rows, observations, specimens: [...specimens] };
  }

  /** Who asked for it, and so remains responsible for it. */
  #requester({ resource, within }: Found): Person | undefined {
    for (const link of listed(resource['basedOn'])) {
      const request = this.#holdings.mention(link, within);
      const requester = request && person(request.resource['requester'], request.within, this.#holdings);
      if (requester) return requester;
    }
    return undefined;
  }
}

/** Changed after it was final (https://hl7.org/fhir/R4/valueset-diagnostic-report-status.html). */
const CHANGED = new Set(['amended', 'corrected', 'appended']);

const linksOf = (resource: Json) =>
  listed(resource['resourceType'] === 'DiagnosticReport' ? resource['result'] : resource['hasMember']);

const unique = (founds: readonly Found[]) => [...new Map(founds.map((found) => [found.resource, found])).values()];

/** Whether a panel is more than a heading for its members. */
const saysSomething = (group: Json) => Object.keys(group).some((element) => OWN_WORDS.test(element));
const OWN_WORDS = /^(value[A-Z]\w*|component|dataAbsentReason|interpretation|note|referenceRange)$/;

/** The name of a group, with what it found: the susceptibilities under it are those of that organism. */
function panelName(group: Json): string {
  const name = words(coding(group['code'])!);
  const organism = inWords(group['valueCodeableConcept']);
  return organism ? `${name}: ${organism}` : name;
}

function specimenOf(specimen: Json): Specimen {
  return known<Specimen>({
    type: term(specimen['type']),
    collected: moment(specimen['collection'], 'collected'),
    received: date(specimen['receivedTime']),
    note: notes(specimen['note']),
  });
}
