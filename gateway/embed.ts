import { createHostClient, type HostStatement, type OperatorHostStatement } from '../host-kit/host.ts';
import type { Organisation } from '../api-spec/record.ts';
import { createApp, type House } from './app.ts';
import { policyFrom } from './policy/text.ts';
import { createRegister, type Host, type Member } from './register/register.ts';
import { memoryStore } from './store/memory.ts';
import { openKeys } from './token/key-ring.ts';
import { newKey, publicSetOf } from './token/keys.ts';

/** What an embedded gateway may be told; the rest is invented. */
export interface Embedding
  extends Pick<House, 'sources' | 'demographics' | 'compare' | 'optOutPage' | 'documents' | 'elements' | 'now' | 'log' | 'figures' | 'metrics' | 'limits' | 'full' | 'leaving'> {
  /** The role policy, or its YAML text. */
  policy: House['policy'] | string;
  /** Who takes part, with whatever differs from the invented; the organisations of the sources, if not given. */
  organisations?: readonly (Organisation & Partial<Member>)[];
  issuer?: string;
  /** Web origins of the invented host's pages, and whether these bind their tokens. */
  origins?: readonly string[];
  /** For the operators of which organisations the invented host may speak; none, where nothing is said. */
  scopes?: Host['scopes'];
  dpop?: Host['dpop'];
  /** Whether the invented host's pages get the record only in the gateway's frame. */
  isolated?: boolean;
  store?: House['store'];
}

/** A whole gateway in memory with one invented host in front of it. */
export interface Embedded {
  app: ReturnType<typeof createApp>;
  house: House;
  /** The real exchange, host key and all: nothing is bypassed because it happens inside one page. */
  hostToken(statement: HostStatement | OperatorHostStatement, proof?: string): Promise<{ access_token: string; expires_in: number }>;
}

const CLIENT = 'embedded-host';

/**
 * Runs the real gateway inside a page or a test: real tokens from real keys, made for the occasion.
 * Its `app.fetch` is a function from Request to Response, so it can stand in for `fetch`.
 */
export async function embed({ policy, sources, organisations, issuer, origins, scopes, dpop = 'off', isolated = false, ...rest }: Embedding): Promise<Embedded> {
  const address = issuer ?? 'https://gateway.invalid';
  const hostKey = await newKey();
  const members = organisations ?? [...new Map(sources.map(({ organisation: one }) => [one.odsCode, one])).values()];
  const register = createRegister(
    members.map(invent),
    [
      {
        clientId: CLIENT,
        organisations: members.map(({ odsCode }) => odsCode),
        origins: origins ?? [],
        ...(scopes === undefined ? {} : { scopes }),
        dpop,
        isolated,
        jwks: await publicSetOf(hostKey),
      },
    ],
    { who: 'helpdesk', name: 'Shared record helpdesk', email: 'helpdesk@example.org' },
  );
  const house: House = {
    issuer: address,
    keys: await openKeys(await newKey()),
    register,
    policy: typeof policy === 'string' ? policyFrom(policy) : policy,
    sources,
    store: memoryStore(rest.now),
    ...rest,
  };
  const app = createApp(house);
  const host = await createHostClient({ clientId: CLIENT, gateway: address, key: hostKey, ...(house.now ? { now: house.now } : {}) });
  return {
    app,
    house,
    async hostToken(statement, proof) {
      const headers = proof === undefined ? {} : { DPoP: proof };
      const answer = await app.request('/v1/token', { method: 'POST', body: await host.form(statement), headers });
      const token = (await answer.json()) as { access_token: string; expires_in: number; error_description?: string };
      if (!answer.ok) throw new Error(token.error_description);
      return { access_token: token.access_token, expires_in: token.expires_in };
    },
  };
}

function invent(organisation: Organisation & Partial<Member>): Member {
  const { name } = organisation;
  return {
    roles: {},
    requireKnownPatient: false,
    contacts: {
      localServiceDesk: { who: 'local-service-desk', name: `${name} service desk`, telephone: '020 7946 0000' },
      localSystemAdministrator: { who: 'local-system-administrator', name: `${name} system administrator` },
    },
    ...organisation,
  };
}
