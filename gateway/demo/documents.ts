import type { Cabinet, Filed } from './cabinet.ts';
import { concept } from './cabinet.ts';
import { contentTypes, written } from './forms.ts';
import { encounterClasses } from './document-codes.ts';
import type { DraftedElements } from './draft.ts';
import { Decimal } from './draft.ts';
import type { Copy, Paper } from './papers.ts';
import { papers } from './papers.ts';
import type { PatientKey } from './patients.ts';
import { patients, rowsAt } from './patients.ts';
import { author, organisation, subject } from './people.ts';

/** UKCore-DocumentReference for every document at this source, with the Binary or the Encounter that it leads to. */
export function fileDocuments(cabinet: Cabinet): void {
  const byKey = new Map<string, Filed>();
  for (const [patient, paper] of rowsAt(cabinet.source.id, papers)) {
    const document = fileDocument(cabinet, patient, paper, byKey.get(`${patient}/${paper.replaces}`));
    if (paper.key) byKey.set(`${patient}/${paper.key}`, document);
  }
}

function fileDocument(cabinet: Cabinet, patient: PatientKey, paper: Paper, older: Filed | undefined): Filed {
  const { by, about: [from, until] = [], filed } = paper;
  const about = { patient, recorded: filed ?? from ?? '2y', labels: paper.labels } as const;
  const { contained = [], reference } = by ? author(cabinet, by) : {};
  const period = from && { start: cabinet.at(from), end: until && cabinet.at(until) };
  const encounter = paper.class && cabinet.file('Encounter', {
    status: 'finished',
    class: { ...encounterClasses[paper.class] },
    subject: subject(cabinet, patient),
    period,
    serviceProvider: organisation(cabinet, cabinet.source.id),
  }, about);
  const forms = (paper.copies ?? []).map((copy, index) => form(cabinet, patient, paper, copy, index));
  const inside = [...contained, ...forms.flatMap((one) => one.contained ?? [])];
  return cabinet.file('DocumentReference', {
    contained: inside.length > 0 ? inside : undefined,
    identifier: [{ system: `${cabinet.source.base}/Id/document`, value: `D-${200_000 + cabinet.filed.length}` }],
    status: paper.status ?? 'current',
    docStatus: paper.completion,
    type: concept(paper.type, paper.text),
    subject: subject(cabinet, patient),
    date: filed && cabinet.at(filed),
    author: reference && [reference],
    custodian: organisation(cabinet, cabinet.source.id),
    relatesTo: older && [{ code: 'replaces', target: cabinet.refer(older) }],
    description: paper.title,
    // A document whose file never came still needs a content: that is how systems send one that is not typed yet.
    content: forms.length > 0 ? forms.map(({ attachment }) => ({ attachment })) : [{ attachment: { contentType: 'text/html' } }],
    context: period || paper.setting || encounter ? {
      encounter: encounter && [cabinet.refer(encounter)],
      period,
      practiceSetting: paper.setting && concept(paper.setting),
    } : undefined,
  }, about);
}

/** One form of a document as an attachment, inline, or leading to a Binary of its own or inside the document. */
function form(cabinet: Cabinet, patient: PatientKey, paper: Paper, copy: Copy, index: number): {
  attachment: DraftedElements;
  contained?: DraftedElements[];
} {
  const { name, nhsNumber } = patients.find(({ key }) => key === patient)!;
  const { source } = cabinet;
  const title = paper.title ?? 'Note';
  const isNote = copy.as === 'text' && paper.parts?.every(({ heading }) => heading === undefined);
  const head = isNote ? [] : [{ text: `${source.organisation.name}\nPatient: ${name.family.toUpperCase()}, ${name.given.join(' ')} (${name.prefix})\nNHS number: ${nhsNumber}` }];
  const bytes = written[copy.as](title, [...head, ...(paper.parts ?? [])]);
  const contentType = copy.declared ?? contentTypes[copy.as];
  const shared: DraftedElements = {
    contentType,
    size: new Decimal(String(bytes.length)),
    title: copy.title,
    creation: paper.written && cabinet.at(paper.written),
  };
  const data = btoa(bytes);
  if (!copy.kept) return { attachment: { ...shared, data } };
  // A Binary names no patient, has no narrative, and is reached by its address alone.
  const binary = { meta: undefined, contentType, data };
  if (copy.kept === 'contained') {
    const id = `form-${index + 1}`;
    return { attachment: { ...shared, url: `#${id}` }, contained: [{ resourceType: 'Binary', id, contentType, data }] };
  }
  const { id } = cabinet.file('Binary', binary, { recorded: '2y' });
  const address = { relative: `Binary/${id}`, urn: `urn:uuid:${id}`, absolute: `${source.base}/Binary/${id}` };
  return { attachment: { ...shared, url: address[source.habits.references] } };
}
