/**
 * FHIR DocumentReference (UKCore-DocumentReference; https://hl7.org/fhir/R4/documentreference.html), read once for
 * all the categories that show documents, so that each document is an entry of exactly one of them.
 */
import type { Entry, Kind } from '../../api-spec/record.ts';
import type { Resource, Search } from '../sources/source.ts';
import { attachmentsOf } from './attachments.ts';
import { classes, EMERGENCY_SERVICE, GENERAL_PRACTICE, services, types } from './documents-codes.ts';
import { head } from './each.ts';
import type { Holdings } from './holdings.ts';
import { firstPerson, person } from './people.ts';
import {
  at, coding, codings, date, isObject, known, listed, objects, oneOf, SNOMED, term, text, type Json,
} from './read.ts';
import type { LeftFor } from './rule.ts';
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

/** That a category shows a document, as what kind, and the rule and code by which that was decided. */
export type ClaimOf<C extends DocumentCategory> = { readonly category: C; readonly classifiedBy: string } & ([Kind<C>] extends [never]
  ? unknown
  : { readonly kind: Kind<C> });
export type Claim = { [C in DocumentCategory]: ClaimOf<C> }[DocumentCategory];

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
  const settings = [at(context, 'practiceSetting'), ...encounters.map((one) => one?.['serviceType'])].flatMap((concept) => codings(concept));
  const actCode = encounters.map((one) => text(at(one?.['class'], 'code'))).find((code) => code && classes.has(code));
  const stay = actCode && classes.get(actCode);

  const byType = known ? `type ${known.code}` : `type ${named[0]?.code ?? 'without a code'}`;
  const byClass = actCode ? `${byType}, class ${actCode}` : byType;
  switch (type) {
    case 'inpatient-discharge':
    case 'emergency-discharge':
    case 'outpatient-letter':
      return { category: 'correspondence', kind: type, classifiedBy: byType };
    case 'discharge': {
      const kind = stay === 'emergency-discharge' ? stay : 'inpatient-discharge';
      return { category: 'correspondence', kind, classifiedBy: byClass };
    }
    case 'care-plan':
      return { category: 'care-plans', classifiedBy: byType };
    case 'assessment':
      return { category: 'assessments', classifiedBy: byType };
    case 'progress-note':
      return { category: 'progress-notes', classifiedBy: byType };
    case 'report':
      return { category: 'miscellaneous-reports', classifiedBy: byType };
  }

  const service = settings.find(({ code }) => services.has(code));
  if (service) {
    const classifiedBy = `${byType}, service ${service.code}`;
    return { category: 'community-mental-health', kind: services.get(service.code)!, classifiedBy };
  }
  if (type === 'letter') {
    if (stay) return { category: 'correspondence', kind: stay, classifiedBy: byClass };
    const setting = settings.find(({ code }) => code !== GENERAL_PRACTICE)?.code;
    if (setting) {
      const kind = setting === EMERGENCY_SERVICE ? 'emergency-discharge' : 'outpatient-letter';
      return { category: 'correspondence', kind, classifiedBy: `${byType}, service ${setting}` };
    }
  }
  return { category: 'miscellaneous-reports', classifiedBy: `unclaimed: ${byType}` };
}

/** The claim of this category to a document; or why it has none. */
export function claimOf<C extends DocumentCategory>(category: C, document: Resource, holdings: Holdings): ClaimOf<C> | LeftFor {
  const claim = claimantOf(document, holdings);
  if (claim.category !== category) return 'not-this-category';
  return coding(document['type']) ? (claim as ClaimOf<C>) : 'uncoded';
}

/** A document as every category tells of it. */
type Told = Pick<
  Entry<'miscellaneous-reports'>,
  | 'id' | 'lastUpdated' | 'source' | 'code' | 'status' | 'completion' | 'title' | 'specialty' | 'custodian' | 'created'
  | 'filed' | 'replaces' | 'replacedBy' | 'when' | 'recorded' | 'author' | 'documents'
>;

/** A document whose type is coded. */
export function told(document: Resource, holdings: Holdings): Told {
  const { id, lastUpdated, source } = head(document, holdings);
  const forms = formsOf(document);
  const created = forms.map(({ creation }) => date(creation)).find((one) => one !== undefined);
  const filed = date(document['date']);
  return known<Told>({
    id,
    lastUpdated,
    source,
    code: coding(document['type'])!,
    status: oneOf(document['status'], ['superseded']) ?? 'current',
    completion: oneOf(document['docStatus'], ['preliminary', 'final', 'amended']),
    title: text(document['description']),
    specialty: term(at(document['context'], 'practiceSetting')),
    custodian: person(document['custodian'], document, holdings)?.name,
    created,
    filed,
    ...versionsOf(document, holdings),
    when: date(at(at(document['context'], 'period'), 'start')) ?? filed ?? created ?? null,
    recorded: filed ?? null,
    author: firstPerson(document['author'], document, holdings),
    documents: attachmentsOf(forms, id, holdings) ?? [],
  });
}

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
