import type { AccessHistory } from '../../api-spec/record.ts';
import { ask, forPatient, header, isList, isObject, type Answer, type Gateway } from './client.ts';

/** Which visits are asked for: days, both included, and the place to go on at. */
export interface Visits {
  from?: string;
  to?: string;
  cursor?: string;
}

const isHistory = (body: unknown): boolean =>
  isObject(body) &&
  isList(body['accesses']) &&
  body['accesses'].every(
    ({ user, organisation, actions, categories, refused, sources }) =>
      isObject(user) && Array.isArray(user['roles']) && isObject(organisation) && Array.isArray(actions) &&
      isList(categories) && Array.isArray(refused) && isList(sources),
  );

/** Who has looked at the record (`GET /v1/accesses`), newest first. */
export const readAccesses = (gateway: Gateway, query: Visits, signal: AbortSignal): Promise<Answer<AccessHistory>> =>
  ask(
    (within) => gateway.client.GET('/v1/accesses', { params: { header: header(gateway), query }, signal: within }),
    (data) => forPatient(data, gateway.patient, isHistory),
    signal,
  );
