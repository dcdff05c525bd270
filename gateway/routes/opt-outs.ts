import { type Context, Hono } from 'hono';
import type { OptOutHistory } from '../../api-spec/record.ts';
import { Refusal } from '../record/refusal.ts';
import type { Office } from '../reports/office.ts';
import type { OptOutChange } from '../store/store.ts';
import { bad, readFields } from './body.ts';
import { operatorOf } from './guard.ts';
import type { Env } from './log.ts';

/** `/v1/opt-outs`: the register of objections, for its operators. The patient is in the body, so that no log holds the number. */
export function optOutRoutes(office: Office, now: () => Date): Hono<Env> {
  const routes = new Hono<Env>();

  routes.post('/', async (c) => {
    const { patient, from } = await readAct(c);
    return c.json(told(await office.object(operatorOf(c), patient, from)), 201);
  });

  routes.post('/withdraw', async (c) => {
    const { patient, from } = await readAct(c);
    const change = await office.withdraw(operatorOf(c), patient, from);
    if (!change) throw new Refusal('not-found', { detail: 'there is no objection to withdraw' });
    return c.json(told(change));
  });

  routes.post('/search', async (c) => {
    const patient = must((await readFields(c, ['patient'])).patient());
    const { optedOut, changes } = await office.objections(operatorOf(c), patient);
    return c.json({ patient, optedOut, changes: changes.map(told) } satisfies OptOutHistory);
  });

  /** What was given out before now cannot be taken back: a change holds from now on, or later. */
  async function readAct(c: Context<Env>): Promise<{ patient: string; from: Date | undefined }> {
    const fields = await readFields(c, ['patient', 'from']);
    const from = fields.moment('from');
    if (from && from < now()) throw bad('from is in the past');
    return { patient: must(fields.patient()), from };
  }

  return routes;
}

function must(patient: string | undefined): string {
  if (patient === undefined) throw bad('patient is missing');
  return patient;
}

const told = ({ nhsNumber, ...change }: OptOutChange): OptOutHistory['changes'][number] => ({ patient: nhsNumber, ...change });
