/**
 * What can be wrong where a host's page meets a gateway, found from either side: `lcr doctor` looks at the page from
 * outside, `<lcr-doctor>` from within. One table, so that both say the same.
 */

/** Who can mend it. */
export type Acts = 'host-developer' | 'gateway-operator' | 'service-desk';

/** What is looked at, in this order. */
export type CheckName = 'page' | 'elements' | 'scripts' | 'policy' | 'gateway' | 'origin' | 'clock' | 'patient' | 'token' | 'session';

export const checks: Readonly<Record<CheckName, string>> = {
  page: 'The host’s page',
  elements: 'The elements in the page',
  scripts: 'The scripts of the elements',
  policy: 'The page’s content security policy',
  gateway: 'The gateway',
  origin: 'The page’s origin at the gateway',
  clock: 'The clocks',
  patient: 'The patient',
  token: 'The host’s own token call',
  session: 'The token at the gateway',
};

interface Entry {
  check: CheckName;
  wrong: string;
  act: string;
  who: Acts;
}

const entries = {
  'host-unreachable': { check: 'page', wrong: 'The host’s page did not come.', act: 'Open its address from here. It must answer 200 with HTML; a page behind a sign-in needs the cookie of a session.', who: 'host-developer' },
  'page-insecure': { check: 'page', wrong: 'The page is not a secure context, so the browser has no keys for it.', act: 'Serve the page over https, or from localhost for development.', who: 'host-developer' },

  'context-missing': { check: 'elements', wrong: 'There is no lcr-context and no lcr-frame in the page.', act: 'Put the widgets inside an lcr-context.', who: 'host-developer' },
  'tag-undefined': { check: 'elements', wrong: 'A tag of ours is in the page and its script has not come.', act: 'Load the script of the elements in this page, and look at its name, letter by letter.', who: 'host-developer' },
  'widget-outside': { check: 'elements', wrong: 'A widget stands outside of lcr-context.', act: 'Move it into the lcr-context: from there it has its patient and its tokens.', who: 'host-developer' },
  'defined-twice': { check: 'elements', wrong: 'The elements have been loaded more than once; the first copy is the one in use.', act: 'Load one copy: one script tag with one address, or your bundle, not both.', who: 'host-developer' },
  'lit-policy': { check: 'elements', wrong: 'A second copy of Lit was kept from making its Trusted Types policy, and its elements do not appear.', act: 'Add ‘allow-duplicates’ to trusted-types, or use the ready-made script of the elements, whose Lit has a policy of its own name (lcr-lit-html).', who: 'host-developer' },

  'script-unreachable': { check: 'scripts', wrong: 'A script of the elements did not come.', act: 'Put the whole folder dist/cdn there, unchanged: a tag’s part is a file of its own beside the entry.', who: 'host-developer' },
  'script-type': { check: 'scripts', wrong: 'A script of the elements has come as something else, and browsers do not run that.', act: 'Serve .js as text/javascript. An error page in place of a script comes as HTML, too.', who: 'host-developer' },
  'script-integrity': { check: 'scripts', wrong: 'A script of the elements is not the one to which it was pinned.', act: 'Deploy scripts and pins (importmap.json, integrity) of one version together, and let nothing on the way change them.', who: 'host-developer' },
  'script-cors': { check: 'scripts', wrong: 'A script of the elements is of another origin, which does not let this page load it.', act: 'Have that origin answer with Access-Control-Allow-Origin, or serve the scripts from the page’s own.', who: 'host-developer' },

  'csp-connect-src': { check: 'policy', wrong: 'The policy keeps the page from calling the gateway.', act: 'Add the gateway’s origin to connect-src.', who: 'host-developer' },
  'csp-script-src': { check: 'policy', wrong: 'The policy keeps the scripts of the elements out.', act: 'Add the place where they lie to script-src; beside a nonce, ‘strict-dynamic’ lets the parts in that the entry loads.', who: 'host-developer' },
  'csp-img-src': { check: 'policy', wrong: 'The policy keeps documents that are pictures out, or pictures in letters.', act: 'Add blob: and data: to img-src.', who: 'host-developer' },
  'csp-trusted-types': { check: 'policy', wrong: 'The policy does not let the elements make their Trusted Types policies.', act: 'Add lcr-lit-html and lcr-document to trusted-types; a bundle of your own has lit-html in place of the first.', who: 'host-developer' },
  'csp-frame-src': { check: 'policy', wrong: 'The policy keeps the gateway’s frame out.', act: 'Add the gateway’s origin to frame-src.', who: 'host-developer' },

  'gateway-address': { check: 'gateway', wrong: 'The gateway’s address is none, or is not https.', act: 'Give the gateway’s public address, with https and without a path.', who: 'host-developer' },
  'gateway-unreachable': { check: 'gateway', wrong: 'The gateway cannot be reached.', act: 'Look whether it runs, and whether its name, certificate and the firewalls on the way are right.', who: 'gateway-operator' },
  'gateway-discovery': { check: 'gateway', wrong: 'What answers there is not a gateway, or one that is not ready.', act: 'Its /.well-known/oauth-authorization-server must answer: look at the address, and at the proxy in front.', who: 'gateway-operator' },
  'gateway-issuer': { check: 'gateway', wrong: 'The gateway knows itself by another address.', act: 'Use the address that it names, or have its “issuer” set to the public one. Tokens and proofs are made for that address.', who: 'gateway-operator' },

  'origin-unknown': { check: 'origin', wrong: 'The gateway does not take requests from pages of this origin.', act: 'Enter the origin, scheme, name and port, under “origins” of this host in the gateway’s configuration. A host that is “isolated” uses lcr-frame.', who: 'gateway-operator' },
  'frame-refused': { check: 'origin', wrong: 'The gateway has no frame for pages of this origin.', act: 'Set “elements”, and “isolated: true” for this host, in the gateway’s configuration.', who: 'gateway-operator' },

  'clock-host': { check: 'clock', wrong: 'The clocks of the host and of the gateway differ by more than five seconds, and what the host signs is refused.', act: 'Set the clock of the host’s servers by NTP.', who: 'service-desk' },
  'clock-here': { check: 'clock', wrong: 'The clock of this computer is wrong.', act: 'Set it by NTP. Until then tokens that are bound to the page are refused, and ages are shown wrong.', who: 'service-desk' },

  'patient-missing': { check: 'patient', wrong: 'No patient is open.', act: 'Set “patient” to the NHS number of the patient who is open.', who: 'host-developer' },
  'patient-invalid': { check: 'patient', wrong: 'The patient’s number is not a valid NHS number.', act: 'Give ten digits whose last one is the check digit, with or without spaces; not a hospital number.', who: 'host-developer' },

  'token-supply': { check: 'token', wrong: 'Nothing in the page supplies tokens.', act: 'Set token-url or getToken; a page that sets “token” by itself hears lcr-token-needed.', who: 'host-developer' },
  'token-url-invalid': { check: 'token', wrong: 'token-url is not of the page’s own origin.', act: 'Let your own back end answer it, under the page’s own origin.', who: 'host-developer' },
  'token-url-unreachable': { check: 'token', wrong: 'The host’s token call did not answer.', act: 'Look at its address, and whether it takes POST with JSON.', who: 'host-developer' },
  'token-url-session': { check: 'token', wrong: 'The host’s token call says that nobody is signed in (401).', act: 'Sign in at the host, and see that its session cookie goes with the call.', who: 'host-developer' },
  'token-url-refused': { check: 'token', wrong: 'The host’s token call said no.', act: 'Look at the log of the host’s back end: whether the patient is on the user’s list, and what the gateway told it.', who: 'host-developer' },
  'token-exchange': { check: 'token', wrong: 'The gateway refused what the host’s back end sent.', act: 'Do what is said there.', who: 'host-developer' },
  'token-shape': { check: 'token', wrong: 'The host’s token call did not answer with {"access_token": …, "expires_in": seconds}.', act: 'Hand on both members of the gateway’s answer, as JSON.', who: 'host-developer' },
  'token-issuer': { check: 'token', wrong: 'The token is of another gateway.', act: 'Use one gateway’s address in the page and in the host’s back end.', who: 'host-developer' },
  'token-patient': { check: 'token', wrong: 'The token is for another patient than the one who is open.', act: 'Make the statement for the patient in the body of the call, and keep no token from one patient to the next.', who: 'host-developer' },
  'token-ended': { check: 'token', wrong: 'The token had ended when it came.', act: 'Get a new one for every call, and keep none. A clock that is wrong looks the same.', who: 'host-developer' },

  'token-refused': { check: 'session', wrong: 'The gateway refused the token.', act: 'Look at the audit row with the correlation id: it has the reason. `lcr launch explain` reads the token.', who: 'gateway-operator' },
  'session-refused': { check: 'session', wrong: 'The gateway took the token and did not open the session.', act: 'The code says why: after patient-mismatch, name the same patient in the page and in the host’s statement.', who: 'host-developer' },
  'session-failed': { check: 'session', wrong: 'The gateway did not open the session.', act: 'The code says why; its log has the request under the correlation id. After too-many-requests, wait a moment.', who: 'gateway-operator' },
} satisfies Record<string, Entry>;

/** The stable name of what is wrong. */
export type FindingCode = keyof typeof entries;

export const findings: Readonly<Record<FindingCode, Entry>> = entries;

/** Something that is wrong. */
export interface Finding {
  code: FindingCode;
  /** What it is about: an address, a tag, a status, a code. Never a token, never a patient's number. */
  about?: string;
}

export const finding = (code: FindingCode, about?: string): Finding => ({ code, ...(about === undefined ? {} : { about }) });

/** The claims of an access token, unchecked: for a look, not for a decision. */
interface Seen {
  iss?: unknown;
  patient?: unknown;
  iat: number;
  exp: number;
  /** Whether it is bound to a key, and so cannot be tried from elsewhere. */
  cnf?: unknown;
}

/** What a token says, where it says anything. */
export function lookInto(token: string): Seen | undefined {
  try {
    const claims = JSON.parse(atob(token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/'))) as Seen;
    return Number.isSafeInteger(claims.iat) && Number.isSafeInteger(claims.exp) ? claims : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What is wrong with the answer of a host's token call.
 * @param answer - `{access_token, expires_in}`, or a bare token from a `getToken`
 */
export function lookAtToken(answer: unknown, { patient, gateway }: { patient: string; gateway: URL }): { token?: string; found: Finding[] } {
  const { access_token: token, expires_in: life } = (typeof answer === 'string' ? { access_token: answer } : Object(answer)) as Record<string, unknown>;
  if (typeof token !== 'string' || (life !== undefined && !(typeof life === 'number' && life > 0))) return { found: [finding('token-shape')] };
  const seen = lookInto(token);
  if (!seen) return { found: [finding('token-shape')] };
  const found: Finding[] = [];
  if (seen.iss !== gateway.origin) found.push(finding('token-issuer', String(seen.iss)));
  if (seen.patient !== patient) found.push(finding('token-patient'));
  return { token, found };
}

/** What a gateway's metadata say (RFC 8414), which anybody may read. */
export async function lookAtGateway(answer: Response | undefined, gateway: URL): Promise<Finding[]> {
  if (!answer) return [finding('gateway-unreachable', gateway.origin)];
  const { issuer } = Object(await answer.json().catch(() => undefined)) as { issuer?: unknown };
  if (!answer.ok || typeof issuer !== 'string' || !URL.canParse(issuer)) return [finding('gateway-discovery', gateway.origin)];
  return new URL(issuer).origin === gateway.origin ? [] : [finding('gateway-issuer', issuer)];
}

/** Where they stand. */
export const METADATA = '/.well-known/oauth-authorization-server';

/** What a gateway's answer to `GET /v1/session` says. */
export function lookAtSession(status: number, body: unknown): Finding[] {
  if (status === 200) return [];
  const { code, correlationId } = Object(body) as Record<string, unknown>;
  const about = [code ?? status, correlationId].filter((one) => typeof one === 'string' || typeof one === 'number').join(', ');
  return [finding(status === 401 ? 'token-refused' : status === 403 ? 'session-refused' : 'session-failed', about)];
}
