import { ask, header, type Answer, type Gateway } from './client.ts';

/** A document as it arrived: its bytes, and what the gateway says of them. */
export interface Opened {
  readonly patient: string;
  /** What the bytes are, by the gateway's own look at them, with the character set of a text. */
  readonly type: string;
  /** What the source called them, where they are something else. */
  readonly declared: string | undefined;
  /** The name of a saved copy. */
  readonly name: string;
  readonly bytes: ArrayBuffer;
}

const nameIn = (disposition: string | null): string => {
  try {
    return decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1] ?? '');
  } catch {
    return '';
  }
};

/**
 * The content of something that an entry names (`GET /v1/documents/{id}`). Bytes say nothing of whom they are about, so
 * the answer does, in a header; without it, or with another patient in it, nothing of it is taken.
 */
export const readDocument = (gateway: Gateway, id: string, signal: AbortSignal): Promise<Answer<Opened>> =>
  ask<Opened>(
    async (within) => {
      const { data, error, response } = await gateway.client.GET('/v1/documents/{id}', {
        params: { header: header(gateway), path: { id } },
        parseAs: 'arrayBuffer',
        signal: within,
      });
      return { data: { bytes: data, headers: response.headers }, error, response };
    },
    (data) => {
      const { bytes, headers } = data as { bytes: ArrayBuffer; headers: Headers };
      const [patient, type] = [headers.get('LCR-Patient'), headers.get('Content-Type')];
      if (!patient || !type) return { failure: { code: 'bad-answer' } };
      if (patient !== gateway.patient) return { failure: { code: 'patient-mismatch' } };
      const declared = headers.get('LCR-Declared-Type') ?? undefined;
      return { data: { patient, type, declared, name: nameIn(headers.get('Content-Disposition')), bytes } };
    },
    signal,
  );
