import type { Patient, PatientEvent } from './order.ts';

/** What a hub sends over its socket (FHIRcast 3.0), read and never believed further than it is understood. */
export type Message =
  | { kind: 'subscribed'; lease: number }
  | { kind: 'denied' }
  | { kind: 'patient'; id: string; event: PatientEvent }
  | { kind: 'logout'; id: string }
  | { kind: 'sync-error'; id: string }
  /** Of FHIRcast 2.0: the hub is there, and will be heard of again within so many seconds. */
  | { kind: 'heartbeat'; id: string; period: number | undefined }
  /** An event that does not concern us. */
  | { kind: 'other'; id: string }
  /** An event about a patient that cannot be understood: who is open is not known any more. */
  | { kind: 'unclear'; id: string | undefined };

/** Reads one message. @returns undefined for what is no message of this topic at all */
export function readMessage(text: string, topic: string): Message | undefined {
  const message = parse(text);
  if (!message) return undefined;
  const mode = message['hub.mode'];
  if (mode !== undefined) {
    if (message['hub.topic'] !== topic) return undefined;
    const lease = numberIn(message['hub.lease_seconds']);
    if (mode === 'denied') return { kind: 'denied' };
    return mode === 'subscribe' ? { kind: 'subscribed', lease: lease > 0 ? lease : Infinity } : undefined;
  }

  const { id, timestamp, event } = message;
  if (!isObject(event) || event['hub.topic'] !== topic) return undefined;
  const known = typeof id === 'string' && id !== '' ? id : undefined;
  const name = wordIn(event['hub.event']);
  const context = Array.isArray(event['context']) ? event['context'].filter(isObject) : [];
  const kind = { 'patient-open': 'open', 'patient-close': 'close' }[name] as PatientEvent['kind'] | undefined;
  if (kind) {
    const patients = context.filter(({ key }) => wordIn(key) === 'patient').map(({ resource }) => resource);
    const [patient] = patients;
    const at = typeof timestamp === 'string' ? instant(timestamp) : NaN;
    if (known === undefined || patients.length !== 1 || !isPatient(patient) || Number.isNaN(at)) return { kind: 'unclear', id: known };
    const { 'context.versionId': version, 'context.priorVersionId': prior, versionId, priorVersionId } = event;
    return { kind: 'patient', id: known, event: { kind, id: known, at, patient, version: named(version ?? versionId), prior: named(prior ?? priorVersionId) } };
  }
  if (known === undefined) return name === 'userlogout' ? { kind: 'logout', id: '' } : undefined;
  if (name === 'userlogout') return { kind: 'logout', id: known };
  if (name === 'syncerror') return { kind: 'sync-error', id: known };
  if (name === 'heartbeat') {
    const period = numberIn(context.find(({ key }) => key === 'period')?.['decimal']);
    return { kind: 'heartbeat', id: known, period: period > 0 ? period : undefined };
  }
  return { kind: 'other', id: known };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPatient = (value: unknown): value is Patient =>
  isObject(value) && value['resourceType'] === 'Patient' && (value['id'] === undefined || (typeof value['id'] === 'string' && value['id'] !== ''));
/** Only of text and numbers: an object may bring a `toString` that cannot be called. */
const wordIn = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : '');
const numberIn = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN);
const named = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** "ISO 8601-2 timestamp in UTC": one that names no zone is in UTC, too, and not in that of the reader. */
const instant = (timestamp: string) => Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(timestamp) ? timestamp : `${timestamp}Z`);
