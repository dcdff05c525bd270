import type { Contact, Organisation } from '../../api-spec/record.ts';

/** An organisation whose people may look into the record. */
export interface Member extends Organisation {
  /** The organisation's own role names, each with the national job role code it stands for. */
  roles: Readonly<Record<string, string>>;
  /** Its own sources must know a patient before its people may see that patient's record. */
  requireKnownPatient: boolean;
  contacts: { localServiceDesk: Contact; localSystemAdministrator: Contact };
}

/** A host system that embeds the widgets, and what it has been registered for. */
export interface Host {
  clientId: string;
  /** ODS codes of the organisations it may speak for. */
  organisations: readonly string[];
  /** The web origins of its pages, exactly as a browser sends them. */
  origins: readonly string[];
  /** Its public keys: a JSON Web Key Set (RFC 7517), or the address at which it publishes one. None, where it has no back end. */
  jwks?: object | URL;
  /** Where its users and patients come from instead, when it is a SMART app without a back end of its own. */
  smart?: SmartIssuer;
  /** Whether its tokens are bound to a key of the page (RFC 9449); never, where nothing is said. */
  dpop?: 'off' | 'optional' | 'required';
  /** Whether its pages get the record only in a frame of the gateway's own, into which their scripts cannot look. */
  isolated?: boolean;
  /** For the operators of which organisations (ODS codes) it may speak, by what their tokens open; none, if not said. */
  scopes?: { readonly audit?: readonly string[]; readonly 'opt-out'?: readonly string[] };
}

/** The record system that launches a SMART app (SMART App Launch 2.2), and what its tokens must be. */
export interface SmartIssuer {
  /** The base of its FHIR server: the `iss` of the launch. */
  fhir: URL;
  /** Who issues its tokens, as introspection and id_token name it (`iss`). */
  issuer: string;
  /** Where a token is looked up (RFC 7662). */
  introspection: URL;
  /** As whom the gateway asks there: it proves itself with its own published keys (`private_key_jwt`, RFC 7523). */
  gatewayId: string;
  /** The app's own client id there: a token of any other app is refused. */
  clientId: string;
  /** Every scope that a token must have. */
  scopes: readonly string[];
}

/** Who takes part: looked up by what a request claims, so nothing here trusts the spelling of a name. */
export interface Register {
  member(odsCode: string): Member | undefined;
  host(clientId: string): Host | undefined;
  hosts: readonly Host[];
  /** Whether pages of this origin may ask at all (for CORS, before anything is known of the caller). */
  knowsOrigin(origin: string): boolean;
  /** The origins of the pages in which the gateway's own frame may stand for this one; none, where it may not. */
  framedBy(origin: string): readonly string[];
  /** Whether pages of this origin may ask for a token themselves. */
  launches(origin: string): boolean;
  helpdesk: Contact;
}

export function createRegister(members: readonly Member[], hosts: readonly Host[], helpdesk: Contact): Register {
  const byCode = new Map(members.map((member) => [member.odsCode, member]));
  const byClient = new Map(hosts.map((host) => [host.clientId, host]));
  const origins = new Set(hosts.filter(({ isolated }) => !isolated).flatMap((host) => host.origins));
  const launching = new Set(hosts.flatMap((host) => (host.smart ? host.origins : [])));
  return {
    member: (odsCode) => byCode.get(odsCode),
    host: (clientId) => byClient.get(clientId),
    hosts,
    knowsOrigin: (origin) => origins.has(origin),
    framedBy: (origin) => hosts.filter((host) => host.isolated && host.origins.includes(origin)).flatMap((host) => host.origins),
    launches: (origin) => launching.has(origin),
    helpdesk,
  };
}

/** A register that can be exchanged for another while requests look things up in it: hosts come and go, keys change. */
export function openRegister(first: Register): Register & { become(next: Register): void } {
  let current = first;
  return {
    member: (odsCode) => current.member(odsCode),
    host: (clientId) => current.host(clientId),
    get hosts() {
      return current.hosts;
    },
    knowsOrigin: (origin) => current.knowsOrigin(origin),
    framedBy: (origin) => current.framedBy(origin),
    launches: (origin) => current.launches(origin),
    get helpdesk() {
      return current.helpdesk;
    },
    become(next) {
      current = next;
    },
  };
}
