import type { Demographics } from '../../api-spec/record.ts';
import { ask, forPatient, header, isList, isObject, type Answer, type Gateway } from './client.ts';

/** Who the patient is (`GET /v1/patient`). */
export const readDemographics = (gateway: Gateway, signal: AbortSignal): Promise<Answer<Demographics>> =>
  ask(
    (within) => gateway.client.GET('/v1/patient', { params: { header: header(gateway) }, signal: within }),
    (data) => forPatient(data, gateway.patient, (body) => isObject(body) && isList(body['sources']) && body['sources'].length > 0),
    signal,
  );
