/** Reports, panels and results, as briefly as they can be written. */
import type { Entry, Measurement } from '../../../api-spec/record.ts';
import { concept, P, sift, to, UCUM } from './sifting.ts';

export const V2 = 'http://terminology.hl7.org/CodeSystem/v2-0074';
export const V3_FLAG = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';

export const section = (code: string) => ({ category: [concept(code, undefined, undefined, V2)] });
export const marked = (code: string) => ({ category: [concept(code, undefined, undefined, CATEGORY)] });

export const report = (id: string, result: readonly string[] = [], more: object = {}) => ({
  resourceType: 'DiagnosticReport',
  id,
  status: 'final',
  subject: P,
  code: concept('721981007', 'Diagnostic studies report'),
  ...section('LAB'),
  result: result.map((one) => to(one.includes('/') || one.startsWith('#') ? one : `Observation/${one}`)),
  ...more,
});
export const observation = (id: string, more: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject: P,
  ...marked('laboratory'),
  code: concept(`1${id.length}`, `Test ${id}`),
  ...more,
});
export const panel = (id: string, members: readonly string[], more: object = {}) =>
  observation(id, {
    code: concept('9', `Panel ${id}`),
    hasMember: members.map((one) => to(`Observation/${one}`)),
    ...more,
  });
export const quantity = (value: string, unit?: string, code?: string, more: object = {}) => ({
  valueQuantity: { value, ...(unit && { unit }), ...(code && { system: UCUM, code }), ...more },
});

export const only = (...resources: object[]): Entry<'results'> => sift('results', resources).entries[0]!;
export const measured = (more: object): Measurement => only(observation('o', more)).measurements[0]!;
export const rows = ({ measurements }: Entry<'results'>) =>
  measurements.map(({ id, panel: of }) => `${id.split('.')[2]}${of ? ` in ${of}` : ''}`);
