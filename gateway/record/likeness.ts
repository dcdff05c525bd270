import { begin } from '../audit/row.ts';
import { likenessOf } from '../audit/likeness.ts';
import type { Register } from '../register/register.ts';
import type { Source } from '../sources/source.ts';
import type { Audit } from '../store/store.ts';
import { readDemographics } from './demographics.ts';
import type { Asker } from './door.ts';
import { createInquiry } from './inquiry.ts';

/** How long a comparison may take, in milliseconds. Nobody waits for it. */
const PATIENCE = 30_000;

/**
 * Compares, behind the answer, each user with the patient whose record they open, once for each token: surname, whole
 * name, address. The row says in what they are alike and nothing else, so that a report on unusual access needs neither
 * demographics of that day nor a copy of anybody's name. A comparison that cannot be made is written down as that.
 *
 * Where neither is to be said there is no row: most of them would say nothing.
 */
export function createComparison(parts: {
  demographics: readonly Source[];
  register: Register;
  audit: Audit;
  now: () => Date;
  failed: (error: unknown) => void;
}): (asker: Asker) => void {
  const { demographics, register, audit, now, failed } = parts;
  /** Tokens that have been compared, each with its end (seconds). */
  const done = new Map<string, number>();

  async function compare({ claims, requestId, address }: Asker): Promise<void> {
    const known = begin('likeness', claims, { requestId, address }, register.member(claims.org)?.name, now());
    let row;
    try {
      const inquiry = createInquiry(claims.patient, AbortSignal.timeout(PATIENCE), () => undefined, () => undefined);
      const { answer: patient } = await readDemographics(demographics, inquiry, claims.patient, now);
      const alike = await likenessOf(claims, patient);
      if (alike.length > 0) row = { alike };
      else if (patient.source === null) row = { reason: 'not-compared' };
    } catch {
      row = { reason: 'not-compared' };
    }
    if (row) await audit.append({ ...known, outcome: 'granted', ...row });
  }

  return (asker) => {
    const { jti, exp } = asker.claims;
    if (done.has(jti)) return;
    for (const [old, end] of done) {
      if (end * 1000 > now().getTime()) break;
      done.delete(old);
    }
    done.set(jti, exp);
    compare(asker).catch(failed);
  };
}
