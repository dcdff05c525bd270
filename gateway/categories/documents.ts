/**
 * FHIR DocumentReference (UKCore-DocumentReference; https://hl7.org/fhir/R4/documentreference.html), read once for
 * all the categories that show documents, so that each document is an entry of exactly one of them.
 */
import type { Entry, Kind } from '../../api-spec/record.ts';
import type { Resource, Search } from '../sources/source.ts';
import { attachmentsOf } from './attachments.ts';
import { careSettingOf } from './care-settings.ts';
import { classes, EMERGENCY_SERVICE, GENERAL_PRACTICE, types } from './documents-codes.ts';
import { head } from './each.ts';
import type { Holdings } from './holdings.ts';
import { firstPerson, person } from './people.ts';
import {
  at, coding, codings, date, isObject, known, listed, objects, oneOf, SNOMED, term, text, type Json,
} from './read.ts';
import { versionsOf } from './versions.ts';

const LOINC = 'http://loinc.org';

/** Brings a patient's documents, with who wrote them and the encounter that each is about. */
export const documentSearch: Search = {
  type: 'DocumentReference',
  include: [
    'DocumentReference:author', 'DocumentReference:custodian', 'DocumentReference:encounter',
    'PractitionerRole:practitioner', 'PractitionerRole:organization',
  ],
};

/** The categories that show documents. */
export type DocumentCategory =
  | 'assessments' | 'care-plans' | 'community-mental-health' | 'correspondence' | 'miscellaneous-reports' | 'progress-notes';

/** Which category shows a document, as what kind, and the rule and code by which that was decided. */
export type Claim = { readonly classifiedBy: string } & (
  | { readonly category: 'correspondence'; readonly kind: Kind<'correspondence'> }
  | { readonly category: 'community-mental-health'; readonly kind: Kind<'community-mental-health'> }
  | { readonly category: Exclude<DocumentCategory, 'correspondence' | 'community-mental-health'>; readonly kind?: never }
);

/**
 * The one category that a document belongs to, coded or not. The type decides where it can; a category of the
 * document stands in for a type that is not known. What is left (letters, and types that nobody has listed) goes by
 * the service and the class of the encounter, and what those do not place is a miscellaneous report: nothing is lost.
 */
export function claimantOf(document: Json, holdings: Holdings): Claim {
  const named = [document['type'], ...listed(document['category'])].flatMap((concept) => codings(concept));
  const known = named.find(({ system, code }) => (system === SNOMED || system === LOINC) && types.has(code));
  const type = known && types.get(known.code);
  const context = document['context'];
  const encounters = listed(at(context, 'encounter')).map((link) => holdings.follow(link, document)?.resource);
  const services = [at(context, 'practiceSetting'), ...encounters.map((one) => one?.['serviceType'])];
  const actCode = encounters.map((one) => text(at(one?.['class'], 'code'))).find((code) => code && classes.has(code));
  const stay = actCode && classes.get(actCode);

  const byType = `type ${known?.code ?? named[0]?.code ?? 'without a code'}`;
  const byClass = actCode ? `${byType}, class ${actCode}` : byType;
  if (type === 'discharge') {
    const kind = stay === 'emergency-discharge' ? stay : 'inpatient-discharge';
    return { category: 'correspondence', kind, classifiedBy: byClass };
  }
  if (type === 'inpatient-discharge' || type === 'emergency-discharge' || type === 'outpatient-letter') {
    return { category: 'correspondence', kind: type, classifiedBy: byType };
  }
  if (type && type !== 'letter') return { category: type, classifiedBy: byType };

  const care = careSettingOf(services, [], holdings);
  if (care) {
    const classifiedBy = `${byType}, ${care.classifiedBy}`;
    return { category: 'community-mental-health', kind: care.kind, classifiedBy };
  }
  if (type === 'letter') {
    if (stay) return { category: 'correspondence', kind: stay, classifiedBy: byClass };
    const setting = services.flatMap((concept) => codings(concept)).find(({ code }) => code !== GENERAL_PRACTICE)?.code;
    if (setting) {
      const kind = setting === EMERGENCY_SERVICE ? 'emergency-discharge' : 'outpatient-letter';
      return { category: 'correspondence', kind, classifiedBy: `${byType}, service ${setting}` };
    }
  }
  return { category: 'miscellaneous-reports', classifiedBy: `unclaimed: ${byType}` };
}

/** Whether a resource belongs to this category: everything but a document does that another one claims. */
export const isOf = (category: DocumentCategory) => (resource: Resource, holdings: Holdings): boolean =>
  resource.resourceType !== 'DocumentReference' || claimantOf(resource, holdings).category === category;

/** What every category tells of a document. */
type Told = Omit<Letter, 'specialty' | 'custodian' | 'created' | 'filed' | 'replaces'>;

/** What is told of one that is read for its own sake. */
type Letter = Omit<Entry<'miscellaneous-reports'>, 'kind' | 'verification' | 'requester' | 'note'>;

/** A document; without a code behind its type, it is none. */
export function told(document: Resource, holdings: Holdings): Told | 'uncoded' {
  const code = coding(document['type']);
  if (!code) return 'uncoded';
  const { id, lastUpdated, source } = head(document, holdings);
  const filed = date(document['date']);
  return known<Told>({
    id,
    lastUpdated,
    source,
    code,
    classifiedBy: claimantOf(document, holdings).classifiedBy,
    status: oneOf(document['status'], ['superseded']) ?? 'current',
    completion: oneOf(document['docStatus'], ['preliminary', 'final', 'amended']),
    title: text(document['description']),
    replacedBy: versionsOf(document, holdings).replacedBy,
    when: date(at(at(document['context'], 'period'), 'start')) ?? filed ?? created(document) ?? null,
    recorded: filed ?? null,
    author: firstPerson(document['author'], document, holdings),
    documents: attachmentsOf(formsOf(document), id, holdings) ?? [],
  });
}

/** A letter, a report or a note: a document with its service, its keeper, its other dates and what it replaces. */
export function letter(document: Resource, holdings: Holdings): Letter | 'uncoded' {
  const core = told(document, holdings);
  if (typeof core === 'string') return core;
  return known<Letter>({
    ...core,
    specialty: term(at(document['context'], 'practiceSetting')),
    custodian: person(document['custodian'], document, holdings)?.name,
    created: created(document),
    filed: date(document['date']),
    replaces: versionsOf(document, holdings).replaces,
  });
}

const created = (document: Json) => formsOf(document).map(({ creation }) => date(creation)).find((one) => one !== undefined);

/** The attachments of a document. One that leads to a Binary contained in the document brings that one's content. */
export function formsOf(document: Json): Json[] {
  return objects(document['content']).map(({ attachment }): Json => {
    if (!isObject(attachment)) return {};
    const url = text(attachment['url']);
    if (!url?.startsWith('#')) return attachment;
    const inside = objects(document['contained']).find(({ id }) => id === url.slice(1));
    return { contentType: inside?.['contentType'], ...attachment, data: inside?.['data'], url: undefined };
  });
}
