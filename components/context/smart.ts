import { TokenRefused, type GetToken, type IssuedToken } from '../../src/session/token.ts';

export { nhsNumberOf } from '../../src/format/patient-number.ts';

/** What a page that was launched by SMART hands over. */
export interface SmartLaunch {
  /** Address of the record gateway, as in `gateway` of `<lcr-context>`. */
  gateway: string | URL;
  /** The id under which the gateway knows this app. */
  client: string;
  /** The SMART access token as it is now, such as `() => client.state.tokenResponse.access_token` of fhirclient. */
  accessToken: () => string | null | undefined | Promise<string | null | undefined>;
}

/**
 * A `getToken` for `<lcr-context>` in the page of a SMART app without a back end (SMART App Launch 2.2): it exchanges the
 * app's access token for one of the gateway's, in the body of a request and nowhere else (RFC 8693).
 *
 * @throws {TypeError} where the gateway has no https address, nor one of this machine
 * @throws {TokenRefused} from what it returns: `session-ended` where the SMART token has ended, else `token-unavailable`
 */
export function smartToken({ gateway, client, accessToken }: SmartLaunch): GetToken {
  const endpoint = new URL('/v1/token', new URL(gateway, location.href));
  if (endpoint.protocol !== 'https:' && !/^(localhost|127[\d.]+|\[::1])$/.test(endpoint.hostname)) {
    throw new TypeError('a SMART token is sent to an https gateway only');
  }
  return async ({ dpop, signal }) => {
    const token = await accessToken();
    if (!token) throw new TokenRefused('session-ended');
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: dpop ? { DPoP: dpop } : {},
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        client_id: client,
        subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        subject_token: token,
      }),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    if (response.ok) return (await response.json()) as IssuedToken;
    const { code } = (await response.json().catch(() => ({}))) as { code?: string };
    throw new TokenRefused(code === 'token-expired' ? 'session-ended' : 'token-unavailable');
  };
}

/**
 * Whether the page has to say who the patient is, with `<lcr-patient-banner>`: yes, unless the launch said outright that
 * the EHR does (`need_patient_banner: false`, SMART App Launch 2.2). In any doubt, yes.
 */
export const needsBanner = (launch: { need_patient_banner?: unknown } | null | undefined): boolean => launch?.need_patient_banner !== false;
