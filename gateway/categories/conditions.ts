import type { Condition } from '../../api-spec/record.ts';
import type { Resource, Search } from '../sources/source.ts';
import { head } from './each.ts';
import type { Holdings } from './holdings.ts';
import { person } from './people.ts';
import {
  coding, date, known, listed, moment, momentInWords, notes, statusOf, term, type Json,
} from './read.ts';

/**
 * FHIR Condition, the reading that problems and diagnoses share (UKCore-Condition;
 * https://hl7.org/fhir/R4/condition.html). R4 can include who asserted a condition, but not who recorded it.
 */
export const PEOPLE_AND_PLACE: Search['include'] = [
  'Condition:asserter', 'Condition:encounter', 'PractitionerRole:practitioner', 'PractitionerRole:organization',
];

const says = ({ category }: Json, list: string): boolean =>
  listed(category).some((one) => statusOf(one, [list]) !== undefined);

/** HL7 condition-category, under whatever system a source sends it. */
export const isDiagnosis = (condition: Json): boolean => says(condition, 'encounter-diagnosis');

export const isOnProblemList = (condition: Json): boolean => says(condition, 'problem-list-item');

const STATUSES = ['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'] as const;
const VERIFICATIONS = ['unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted'] as const;

/** A condition; undefined where no code stands behind it. */
export function readCondition(resource: Resource, holdings: Holdings): Condition | undefined {
  const code = coding(resource['code']);
  if (!code) return undefined;
  const onset = moment(resource, 'onset');
  const recorded = date(resource['recordedDate']) ?? null;
  return known<Condition>({
    ...head(resource, holdings),
    code,
    status: statusOf(resource['clinicalStatus'], STATUSES) ?? 'not-recorded',
    verification: statusOf(resource['verificationStatus'], VERIFICATIONS),
    severity: term(resource['severity']),
    bodySites: listed(resource['bodySite']).map(term).filter((one) => one !== undefined),
    onset,
    onsetText: momentInWords(resource, 'onset'),
    abatement: moment(resource, 'abatement'),
    abatementText: momentInWords(resource, 'abatement'),
    when: onset ?? recorded,
    recorded,
    author: person(resource['recorder'], resource, holdings) ?? person(resource['asserter'], resource, holdings),
    note: notes(resource['note']),
  });
}

/** Whether a statement that there is none still holds. */
export const holds = ({ status, verification }: Pick<Condition, 'status' | 'verification'>): boolean =>
  verification !== 'refuted' && ['active', 'not-recorded'].includes(status);
