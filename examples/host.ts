/** What a host has already: who is signed in, whose record they may open, and one call to its own back end for a token. */
export interface Patient {
  nhsNumber: string;
  name: string;
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

export const session = () => ask<{ gateway: string }>('/ehr/session');

export const patients = () => ask<Patient[]>('/ehr/patients');

/** The context calls this when it needs a token, and again before the token ends. */
export const getToken = ({ patient, signal }: { patient: string; signal?: AbortSignal }) =>
  ask<{ access_token: string; expires_in: number }>('/ehr/lcr-token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ patient }),
    ...(signal && { signal }),
  });
