/**
 * An invented EHR that launches SMART apps, behind a socket: discovery, authorisation with PKCE, tokens, introspection and
 * a few FHIR resources (SMART App Launch 2.2). What it is told to be wrong in, it is wrong in.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import type { SmartIssuer } from '../register/register.ts';
import { PATIENT } from './house.ts';

export type Resource = { resourceType: string; id: string; [element: string]: unknown };
export type Reply = (request: IncomingMessage, response: ServerResponse) => void;

export const APP = 'ward-round';
const GATEWAY = 'lcr-gateway';
export const SCOPES = 'openid fhirUser launch/patient patient/Patient.rs user/PractitionerRole.rs user/Practitioner.rs user/Organization.rs';

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';
export const identified = (...numbers: string[]) => numbers.map((value) => ({ system: NHS_NUMBER, value }));

/** A patient, a doctor and where she works. */
export function people(): Record<string, Resource> {
  const all: Resource[] = [
    { resourceType: 'Patient', id: 'p-1', identifier: [{ system: 'urn:oid:2.999.1', value: 'MRN1' }, ...identified(PATIENT)], name: [{ family: 'Vale', given: ['Ada'] }] },
    { resourceType: 'Practitioner', id: 'd-1', name: [{ prefix: ['Dr'], given: ['Ada'], family: 'Okafor' }], identifier: [{ system: 'https://fhir.nhs.uk/Id/sds-user-id', value: '555010010101' }] },
    {
      resourceType: 'PractitionerRole', id: 'r-1', active: true,
      practitioner: { reference: 'Practitioner/d-1' },
      organization: { reference: 'Organization/o-1' },
      code: [{ coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/NHSDigital-SDS-JobRoleCode', code: 'R8000' }] }],
    },
    { resourceType: 'Organization', id: 'o-1', identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'XQ1' }] },
  ];
  return Object.fromEntries(all.map((one) => [`${one.resourceType}/${one.id}`, one]));
}

export async function startEhr(parts: { now?: () => Date; gatewayKeys: () => Promise<JSONWebKeySet> }) {
  const { now = () => new Date(), gatewayKeys } = parts;
  const tokens = new Map<string, Record<string, unknown>>();
  const codes = new Map<string, string>();
  const used = new Set<unknown>();
  const ehr = {
    resources: people(),
    /** Whether the app is to say who the patient is. */
    needsBanner: true,
    /** Every request, as its method and path. */
    asked: [] as string[],
    /** Takes the place of what would be answered, by the beginning of the path. */
    instead: {} as Record<string, Reply>,
    address: '',
    fhir: '',
    /** The configuration of a gateway for this EHR. */
    smart: undefined as unknown as SmartIssuer,

    /** A new access token, and what its introspection says but for the changes. */
    token(change: Record<string, unknown> = {}): string {
      const token = randomUUID();
      const exp = Math.floor(now().getTime() / 1000) + 3600;
      const said = { active: true, client_id: APP, scope: SCOPES, exp, iss: `${ehr.address}/auth`, sub: 'u-77', patient: 'p-1', fhirUser: `${ehr.fhir}/Practitioner/d-1`, token_type: 'Bearer', ...change };
      tokens.set(token, Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)));
      return token;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, ehr.address);
    ehr.asked.push(`${request.method} ${request.url}`);
    const json = (status: number, body: unknown, type = 'application/json') =>
      void response.writeHead(status, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'Authorization' }).end(JSON.stringify(body));
    const instead = Object.entries(ehr.instead).find(([path]) => url.pathname.startsWith(path));
    if (instead) return instead[1](request, response);
    if (request.method === 'OPTIONS') return json(200, {});
    const form = request.method === 'POST' ? new URLSearchParams((await request.toArray()).map(String).join('')) : new URLSearchParams();

    if (url.pathname === '/fhir/.well-known/smart-configuration') {
      return json(200, {
        issuer: `${ehr.address}/auth`,
        authorization_endpoint: `${ehr.address}/auth/authorize`,
        token_endpoint: `${ehr.address}/auth/token`,
        introspection_endpoint: `${ehr.address}/auth/introspect`,
        grant_types_supported: ['authorization_code'],
        code_challenge_methods_supported: ['S256'],
        capabilities: ['launch-standalone', 'client-public', 'context-standalone-patient', 'context-banner', 'permission-v2'],
      });
    }
    if (url.pathname === '/auth/authorize') {
      const code = randomUUID();
      codes.set(code, url.searchParams.get('code_challenge')!);
      const back = new URL(url.searchParams.get('redirect_uri')!);
      back.search = String(new URLSearchParams({ code, state: url.searchParams.get('state')! }));
      return void response.writeHead(302, { Location: back.href }).end();
    }
    if (url.pathname === '/auth/token') {
      const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
      if (codes.get(form.get('code') ?? '') !== challenge) return json(400, { error: 'invalid_grant' });
      codes.delete(form.get('code')!);
      return json(200, { access_token: ehr.token(), token_type: 'Bearer', expires_in: 3600, scope: SCOPES, patient: 'p-1', need_patient_banner: ehr.needsBanner });
    }
    if (url.pathname === '/auth/introspect') {
      const proof = await jwtVerify(form.get('client_assertion') ?? '', createLocalJWKSet(await gatewayKeys()), {
        issuer: GATEWAY, subject: GATEWAY, audience: `${ehr.address}/auth/introspect`, currentDate: now(), maxTokenAge: 300,
      }).catch(() => undefined);
      if (!proof || used.has(proof.payload.jti)) return json(401, { error: 'invalid_client' });
      used.add(proof.payload.jti);
      return json(200, tokens.get(form.get('token') ?? '') ?? { active: false });
    }
    if (url.pathname.startsWith('/fhir/')) {
      const known = tokens.get(/^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
      if (!known) return json(401, { resourceType: 'OperationOutcome' }, 'application/fhir+json');
      const path = url.pathname.slice('/fhir/'.length);
      if (path === 'PractitionerRole') return json(200, found(url.searchParams), 'application/fhir+json');
      const id = path === 'Patient/_search' ? form.get('_id') : path.slice('Patient/'.length);
      const patient = ehr.resources[`Patient/${id}`];
      // A token is for one patient, and opens no other.
      if (!patient || id !== known['patient']) return json(404, { resourceType: 'OperationOutcome' }, 'application/fhir+json');
      return json(200, path === 'Patient/_search' ? { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: patient }] } : patient, 'application/fhir+json');
    }
    return json(404, {});
  }

  /** The search for a user's roles, with what they lead to. */
  function found(query: URLSearchParams) {
    const all = Object.values(ehr.resources);
    const reference = (link: unknown) => (link as { reference?: string } | undefined)?.reference?.replace(`${ehr.fhir}/`, '') ?? '';
    const roles = all.filter(
      (one) => one.resourceType === 'PractitionerRole' && (query.has('_id') ? one.id === query.get('_id') : reference(one['practitioner']) === query.get('practitioner')),
    );
    const included = roles.flatMap((role) => [reference(role['practitioner']), reference(role['organization'])]).flatMap((key) => ehr.resources[key] ?? []);
    const entry = [...new Set([...roles, ...included])].map((resource) => ({ fullUrl: `${ehr.fhir}/${resource.resourceType}/${resource.id}`, resource }));
    return { resourceType: 'Bundle', type: 'searchset', entry };
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ehr.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  ehr.fhir = `${ehr.address}/fhir`;
  ehr.smart = {
    fhir: new URL(ehr.fhir),
    issuer: `${ehr.address}/auth`,
    introspection: new URL(`${ehr.address}/auth/introspect`),
    gatewayId: GATEWAY,
    clientId: APP,
    scopes: ['openid', 'fhirUser', 'patient/Patient.rs'],
  };
  return ehr;
}

export type Ehr = Awaited<ReturnType<typeof startEhr>>;
