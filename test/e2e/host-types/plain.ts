import '@london-care-record/widgets/components/allergies/lcr-allergies.js';
import { LcrStateEvent, type GetToken, type LcrContext } from '@london-care-record/widgets';
import { bindTokens } from '@london-care-record/widgets/dpop';
import { createHostClient, newHostKey } from '@london-care-record/widgets/host';
import { reword, allergyWords } from '@london-care-record/widgets/text';

const context: LcrContext = document.createElement('lcr-context');
context.patient = '999 526 0182';
context.token = 'written, never read';
// @ts-expect-error A token cannot be read back.
export const leaked: string = context.token;

export const getToken: GetToken = ({ patient, reason, signal }) => fetch(`/${reason}`, { body: patient, signal }).then((answer) => answer.json() as Promise<{ access_token: string }>);
context.getToken = getToken;
// @ts-expect-error A token is not a number.
context.getToken = () => 5;

bindTokens(context);
reword(allergyWords, { title: 'Allergies' });

document.createElement('lcr-allergies').headingLevel = 3;
// @ts-expect-error There are two densities.
document.createElement('lcr-allergies').density = 'tight';

document.addEventListener('lcr-state', ({ detail }) => {
  if (detail.state === 'failed') console.info(detail.category, detail.count);
  // @ts-expect-error No event carries clinical content.
  console.info(detail.entries);
});
export const isState = (event: Event): boolean => event instanceof LcrStateEvent;

const { key } = await newHostKey();
export const client = await createHostClient({ clientId: 'my-ehr', gateway: 'https://record.example', key });
