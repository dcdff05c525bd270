import type { Coverage } from '../../api-spec/record.ts';
import { ask, header, isList, isObject, type Answer, type Gateway } from './client.ts';

/** The coverage is no patient's in particular; it is held for the patient who was open when it was asked for. */
export type Covered = Coverage & { readonly patient: string };

const isCoverage = (body: unknown): body is Coverage =>
  isObject(body) &&
  isList(body['sources']) &&
  body['sources'].length > 0 &&
  body['sources'].every(({ organisation, categories }) => isObject(organisation) && Array.isArray(categories)) &&
  isList(body['never']);

/** What the record includes and what it does not (`GET /v1/coverage`). */
export const readCoverage = (gateway: Gateway, signal: AbortSignal): Promise<Answer<Covered>> =>
  ask(
    (within) => gateway.client.GET('/v1/coverage', { params: { header: header(gateway) }, signal: within }),
    (data) => (isCoverage(data) ? { data: { ...data, patient: gateway.patient } } : { failure: { code: 'bad-answer' } }),
    signal,
  );
