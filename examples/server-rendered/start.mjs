// GATEWAY, CLIENT_ID, PORT, and HOST_KEY: the file with the private key as a JWK, whose public half the gateway knows.
import { readFile } from 'node:fs/promises';
import { createHostClient } from '@london-care-record/widgets/host';
import { createPages } from './pages.mjs';

const { GATEWAY: gateway, CLIENT_ID: clientId, HOST_KEY, PORT = '8090' } = process.env;
const key = JSON.parse(await readFile(HOST_KEY, 'utf8'));
const record = await createHostClient({ clientId, gateway, key });

createPages({
  record,
  gateway,
  userOf: () => ({ id: 'okafor', name: 'Dr Amara Okafor', odsCode: 'XQ1', roles: ['R8000'] }),
  patientsOf: () => [
    { nhsNumber: '9995260182', name: 'ADEYEMI-CLARKE, Margaret' },
    { nhsNumber: '9992122331', name: 'WINSTANLEY, Gareth' },
  ],
}).listen(Number(PORT), '127.0.0.1', () => console.log(`The ward is at http://localhost:${PORT}`));
