import type { Entry, Measurement } from '../../api-spec/record.ts';
import type { Resource } from '../sources/source.ts';
import { answersOf, filesIn, formOf } from './assessments-answers.ts';
import { Scores } from './assessments-scores.ts';
import { attachmentsOf } from './attachments.ts';
import { documentSearch, isOf, told } from './documents.ts';
import { begin, finish, head, keptBack, newestFirst } from './each.ts';
import { Holdings, type Found } from './holdings.ts';
import type { Tally } from './measurement.ts';
import { firstPerson, person } from './people.ts';
import { coding, date, known, moment, notes, oneOf, words } from './read.ts';
import type { Rule } from './rule.ts';

type Assessment = Entry<'assessments'>;

const PEOPLE = ['PractitionerRole:practitioner', 'PractitionerRole:organization'];

/**
 * FHIR QuestionnaireResponse, the scores among Observations, and DocumentReference of an assessment
 * (UKCore-QuestionnaireResponse, UKCore-Observation; https://hl7.org/fhir/R4/questionnaireresponse.html). A score that
 * was worked out from a questionnaire stands with its answers; the parts of a score stand within it.
 */
export const assessments: Rule<'assessments'> = {
  searches: [
    {
      type: 'QuestionnaireResponse',
      include: ['QuestionnaireResponse:author', 'QuestionnaireResponse:questionnaire', ...PEOPLE],
    },
    {
      type: 'Observation',
      params: { category: 'survey' },
      include: ['Observation:has-member', 'Observation:performer', ...PEOPLE],
    },
    documentSearch,
  ],
  coded: 'QuestionnaireResponse.questionnaire, Observation.code, DocumentReference.type',

  /** The latest first. */
  order: newestFirst,

  sift(resources, sifting) {
    const holdings = new Holdings(resources, sifting);
    const net = new Scores(holdings);
    const entries: Assessment[] = [];
    for (const { found, scores } of net.entries()) {
      const read = found.resource['resourceType'] === 'Observation' ? score : response;
      entries.push(read(found, scores, holdings, net.tally));
    }
    for (const document of holdings.ofType('DocumentReference')) {
      if (!isMine(document, holdings)) continue;
      const read = keptBack(document, holdings) ?? written(document, holdings);
      if (typeof read !== 'string') entries.push(read);
      holdings.decide(document, typeof read === 'string' ? read : 'entry');
    }
    const { tally, complete } = net;
    return finish({ ...begin<'assessments'>(), ...tally, entries, complete }, holdings);
  },
};

const isMine = isOf('assessments');

function response({ resource }: Found, scores: Measurement[], holdings: Holdings, tally: Tally): Assessment {
  const form = formOf(resource, holdings);
  const { id, ...rest } = head(resource as Resource, holdings);
  const authored = date(resource['authored']) ?? null;
  return known<Assessment>({
    id,
    ...rest,
    code: form.code!,
    status: oneOf(resource['status'], ['in-progress', 'completed', 'amended', 'stopped']) ?? 'unknown',
    title: form.title ?? words(form.code!),
    scores,
    answers: answersOf(resource['item'], form, tally),
    when: authored,
    recorded: authored,
    author: person(resource['author'], resource, holdings),
    documents: attachmentsOf(filesIn(resource), id, holdings),
  });
}

const STATUSES = ['registered', 'preliminary', 'final', 'amended', 'corrected', 'cancelled'] as const;

function score({ resource }: Found, scores: Measurement[], holdings: Holdings): Assessment {
  const code = coding(resource['code'])!;
  const recorded = date(resource['issued']) ?? null;
  return known<Assessment>({
    ...head(resource as Resource, holdings),
    code,
    status: oneOf(resource['status'], STATUSES) ?? 'unknown',
    title: words(code),
    scores,
    answers: [],
    when: moment(resource, 'effective') ?? recorded,
    recorded,
    author: firstPerson(resource['performer'], resource, holdings),
    note: scores.some(({ id }) => id === holdings.idOf(resource)) ? undefined : notes(resource['note']),
  });
}

function written(document: Resource, holdings: Holdings): Assessment | 'uncoded' {
  const assessment = told(document, holdings);
  if (typeof assessment === 'string') return assessment;
  return known<Assessment>({ ...assessment, title: assessment.title ?? words(assessment.code), scores: [], answers: [] });
}
