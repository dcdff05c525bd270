import { bloodTests } from './blood.ts';
import type { About, Cabinet, Filed } from './cabinet.ts';
import { concept } from './cabinet.ts';
import { later } from './calendar.ts';
import type { Flag } from './codes.ts';
import { absences, flags, laboratories, laboratory, procedure, sections, specimens, studies } from './codes.ts';
import type { DraftedElements } from './draft.ts';
import { Decimal } from './draft.ts';
import type { PatientKey } from './patients.ts';
import { rowsAt } from './patients.ts';
import { author, organisation, subject } from './people.ts';
import type { Finding, Quantity, Range, Report, Value } from './report.ts';
import { reports } from './reports.ts';

/** UKCore-DiagnosticReport, -Observation, -Specimen and -ServiceRequest for every result at this source. */
export function fileResults(cabinet: Cabinet): void {
  for (const [patient, report] of rowsAt(cabinet.source.id, reports)) fileReport(cabinet, patient, report);
  for (const [patient, report] of bloodTests(cabinet)) fileReport(cabinet, patient, report);
}

/** What every resource of one report repeats. */
interface Shared {
  readonly about: About;
  readonly elements: DraftedElements;
}

function fileReport(cabinet: Cabinet, patient: PatientKey, report: Report): void {
  const { habits } = cabinet.source;
  const status = report.status ?? 'final';
  const fromLaboratory = laboratories.includes(report.section);
  const issued = status === 'registered' ? undefined : (report.issued ?? later(report.taken, 245));
  const about = { patient, recorded: report.changed ?? issued ?? report.taken, labels: report.labels };
  const of = subject(cabinet, patient);
  const { contained = [], reference: taker } = report.by ? author(cabinet, report.by) : {};
  const request = habits.requests && taker ? cabinet.file('ServiceRequest', {
    status: status === 'registered' ? 'active' : 'completed',
    intent: 'order',
    code: concept(report.code, report.text),
    subject: of,
    authoredOn: cabinet.at(report.taken),
    requester: taker,
  }, about) : undefined;
  const requested = request && [cabinet.refer(request)];
  const specimen = report.specimen && {
    type: concept(specimens[report.specimen]),
    subject: of,
    receivedTime: cabinet.at(later(report.taken, 95)),
    request: requested,
    collection: { collectedDateTime: cabinet.at(report.taken) },
    note: report.specimenNote === undefined ? undefined : [{ text: report.specimenNote }],
  };
  const filedSpecimen = specimen && habits.requests ? cabinet.file('Specimen', specimen, about) : undefined;
  const specimenReference = filedSpecimen && cabinet.refer(filedSpecimen);
  const shared: Shared = {
    about,
    elements: {
      category: [concept(fromLaboratory ? laboratory : procedure)],
      subject: of,
      effectiveDateTime: cabinet.at(report.taken),
      issued: issued && cabinet.at(issued),
      performer: habits.panels === 'none' ? taker && [taker] : [organisation(cabinet, cabinet.source.id)],
      specimen: specimenReference,
      contained: habits.panels === 'none' && contained.length > 0 ? contained : undefined,
    },
  };

  const grouped = habits.panels === 'members' && fromLaboratory && report.findings !== undefined;
  const findings = grouped
    ? [{ code: report.code, members: report.findings, ...(report.text ? { text: report.text } : {}) }]
    : (report.findings ?? []);
  const results = findings.flatMap((finding) => fileFinding(cabinet, { status, ...finding }, shared));
  if (habits.panels === 'none') return;

  const own = { resourceType: 'Specimen', id: 'specimen', ...specimen };
  const data = report.document && new TextEncoder().encode(report.document.text);
  cabinet.file('DiagnosticReport', {
    contained: specimen && !filedSpecimen ? [own] : undefined,
    identifier: [
      { system: `${cabinet.source.base}/Id/report`, value: `R-${100_000 + cabinet.filed.length}` },
    ],
    basedOn: requested,
    status,
    category: [concept(habits.sections || !fromLaboratory ? sections[report.section] : sections.LAB)],
    code: grouped ? concept(studies.report) : concept(report.code, report.text),
    subject: of,
    effectiveDateTime: shared.elements.effectiveDateTime,
    issued: shared.elements.issued,
    performer: shared.elements.performer,
    // A GP practice does not send the request, but says who has read the result.
    resultsInterpreter: report.reader
      ? [author(cabinet, report.reader).reference]
      : !habits.requests && taker ? [taker] : undefined,
    specimen: specimen && [specimenReference ?? { reference: '#specimen' }],
    result: results.length > 0 ? results.map((result) => cabinet.refer(result)) : undefined,
    conclusion: report.conclusion,
    conclusionCode: report.concludes?.map((code) => concept(code)),
    presentedForm: data && [{
      contentType: 'text/plain; charset=utf-8',
      data: btoa(String.fromCharCode(...data)),
      size: new Decimal(String(data.length)),
      title: report.document?.title,
      creation: shared.elements.issued,
    }],
  }, about);
}

/** The observations of one finding: the members too where the source has no groups. */
function fileFinding(cabinet: Cabinet, finding: Finding, shared: Shared): Filed[] {
  const { habits } = cabinet.source;
  const members = (finding.members ?? []).flatMap((member) =>
    fileFinding(cabinet, finding.status ? { status: finding.status, ...member } : member, shared));
  const group = habits.panels === 'members';
  const { contained, specimen, ...elements } = shared.elements;
  const observation = cabinet.file('Observation', {
    contained,
    status: finding.status,
    ...elements,
    ...measured(cabinet, finding),
    note: finding.note === undefined ? undefined : [{ text: finding.note }],
    method: finding.method === undefined ? undefined : { text: finding.method },
    specimen,
    hasMember: group && members.length > 0 ? members.map((member) => cabinet.refer(member)) : undefined,
    component: finding.parts?.map((part) => measured(cabinet, part)),
  }, { ...shared.about, labels: finding.labels ?? shared.about.labels });
  return group ? [observation] : [observation, ...members];
}

/** What an observation and a component of one have in common. */
export function measured(cabinet: Cabinet, finding: Finding): DraftedElements {
  const { habits } = cabinet.source;
  const { code, text, range, flag, absent } = finding;
  const own = habits.local && typeof code !== 'string' && code.system !== habits.local && text
    ? { system: habits.local, code: text.toUpperCase().replace(/[^A-Z0-9]/g, '').slice(0, 8) }
    : undefined;
  return {
    code: concept(code, text, own),
    ...valued(cabinet, finding.value),
    dataAbsentReason: absent && concept(absences[absent[0]], absent[1]),
    interpretation: flag && flagged(cabinet, flag),
    referenceRange: range && [ranged(cabinet, range)],
  };
}

function valued(cabinet: Cabinet, value: Value | undefined): DraftedElements {
  if (value === undefined) return {};
  if ('quantity' in value) return { valueQuantity: quantity(cabinet, value) };
  if ('coded' in value) return { valueCodeableConcept: concept(value.coded, value.text) };
  if ('words' in value) return { valueString: value.words };
  if ('yes' in value) return { valueBoolean: value.yes };
  if ('ratio' in value) {
    const [numerator, denominator] = value.ratio.map((number) => ({ value: new Decimal(number) }));
    return { valueRatio: { numerator, denominator } };
  }
  const [low, high] = value.between.map((bound) => quantity(cabinet, { ...value, quantity: bound }));
  return { valueRange: { low, high } };
}

function quantity(cabinet: Cabinet, written: Quantity): DraftedElements {
  const { habits } = cabinet.source;
  const { unit = '', ucum = unit } = written;
  const [own, code] = habits.units[unit] ?? [unit, ucum];
  const coded = habits.ucum && code !== '' ? { system: 'http://unitsofmeasure.org', code } : {};
  return {
    value: new Decimal(written.quantity),
    comparator: written.comparator,
    unit: own === '' ? undefined : own,
    ...coded,
  };
}

function flagged(cabinet: Cabinet, flag: Flag): DraftedElements[] | undefined {
  const { habits } = cabinet.source;
  if (habits.flags === 'none' || (flag === 'N' && !habits.flagsNormal)) return undefined;
  return [habits.flags === 'words' ? { text: flags[flag].v3.display } : concept(flags[flag][habits.flags])];
}

function ranged(cabinet: Cabinet, { low, high, unit = '', ucum = unit, words, of }: Range): DraftedElements {
  const bound = (text: string | undefined): DraftedElements | undefined =>
    text === undefined ? undefined : quantity(cabinet, { quantity: text, unit, ucum });
  const appliesTo = of === undefined ? undefined : [{ text: of }];
  if (words !== undefined) return { appliesTo, text: words };
  if (cabinet.source.habits.ranges === 'numbers') return { low: bound(low), high: bound(high), appliesTo };
  if (low === undefined) return { text: `(< ${high})` };
  return { text: high === undefined ? `(> ${low})` : `(${low} - ${high})` };
}
