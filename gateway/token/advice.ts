/** What a refusal means, and what the developer of a host does about it. */
export interface Advice {
  meaning: string;
  act: string;
}

/** By the reason that stands in the audit row; the first that fits. `…` stands for what it is about. */
const table: readonly [reason: RegExp, meaning: string, act: string][] = [
  [/:replayed$/, 'It was used before. Each signed text and each proof is taken once.', 'Sign a new one for every call, with a new "jti", and do not send a call again by itself.'],
  [/(^|:)host$/, 'No host is registered here under the name in "iss".', 'Compare "iss" with the clientId under "hosts" of the gateway’s configuration, letter by letter.'],
  [/:no-keys$/, 'This host is registered as a SMART app without a back end: it has no keys.', 'Hand in the SMART access token (subject_token_type access_token), or register the public keys of the back end.'],
  [/:keys-unreachable$/, 'The address where the host publishes its keys (jwksUri) did not bring a key set.', 'Open the address from the gateway’s network: it must answer 200 with a JWKS of public EC P-256 or Ed25519 keys, without a redirection, within three seconds.'],
  [/ERR_JWKS_NO_MATCHING_KEY$/, 'None of the host’s registered keys has the "kid" and "alg" of the header.', 'Compare "kid" with the registered key set. After a change of keys, register the new one before it signs. "alg" must be ES256 or EdDSA.'],
  [/ERR_JWKS_MULTIPLE_MATCHING_KEYS$/, 'More than one registered key fits the header.', 'Give each key a "kid" of its own, and name it in the header.'],
  [/ERR_JWS_SIGNATURE_VERIFICATION_FAILED$|^access:signature$/, 'The signature is not one of the named key over this text.', 'Sign with the private half of the registered key. An ES256 signature is 64 bytes (r and s), not DER.'],
  [/ERR_JOSE_ALG_NOT_ALLOWED$/, 'It is signed in a way that is not accepted here.', 'Use ES256 (an EC P-256 key) or EdDSA (an Ed25519 key).'],
  [/:(too-long|not-compact|not-canonical|not-json)$/, 'It is not a signed text as RFC 7515 writes it: three parts of base64url without padding, joined by dots.', 'Send it as the signing library returned it: no quotes, no line ends, no repeated member.'],
  [/:typ$/, 'The header says that it is something else.', 'Set "typ" to "JWT"; for a proof, to "dpop+jwt".'],
  [/^assertion:claim:aud$/, 'The client assertion was made for somebody else.', 'Set "aud" to the gateway’s issuer, as one text. Behind a proxy it is the public address, not the inner one.'],
  [/^statement:claim:aud$/, 'The subject token was made for somebody else.', 'Set "aud" to the gateway’s issuer, as one text.'],
  [/:claim:iss$/, 'It names another issuer than the host that sends it.', 'Set "iss" to the host’s clientId in both texts.'],
  [/^assertion:claim:sub$/, 'The client assertion is about somebody else.', 'In the client assertion, "sub" is the clientId, like "iss". The user belongs in the subject token.'],
  [/:claim:iat$/, 'Its "iat" is missing, or in the future by the gateway’s clock.', 'Set the host’s clock by NTP: five seconds are allowed. "iat" is whole seconds since 1970, not milliseconds.'],
  [/:claim:exp$/, 'It has ended, has no end, or lives for more than five minutes.', 'Set "exp" to "iat" and 60 seconds more, sign just before the call, and set the host’s clock by NTP.'],
  [/:claim:nbf$/, 'It does not hold yet.', 'Leave "nbf" out, or set the host’s clock by NTP.'],
  [/:claim:jti$/, 'It has no name of its own.', 'Set "jti" to a new random text for every call, such as a UUID.'],
  [/^statement:claim:org$/, 'The organisation is unknown here, or the host is not registered for it.', 'Compare "org" (ODS code) with "organisations" of this host in the gateway’s configuration.'],
  [/^statement:claim:patient$/, 'The patient is not named by a valid NHS number.', 'Set "patient" to ten digits without spaces, check digit included, as one text.'],
  [/^statement:claim:roles$/, 'The user’s roles are not a list of texts, or are said in two ways.', 'Set "roles" to a list, even of one; leave it out where "nhsid_nrbac_roles" is there.'],
  [/^statement:claim:(nhsid_\w+|selected_roleid)$/, 'The CIS2 role claims do not fit together.', 'Hand on "nhsid_nrbac_roles" as CIS2 gives it, and "selected_roleid" with one of its "person_roleid".'],
  [/^statement:claim:categories$/, 'One of the categories is none.', 'Use the names of the contract, such as "allergies"; leave "categories" out where nothing is narrowed.'],
  [/^statement:claim:(\w+)$/, 'The claim "…" is missing or misshapen.', 'Say it in the subject token as the contract has it (TokenRequest in api-spec/openapi.yaml).'],
  [/^form:(\w+)$/, 'The parameter "…" of the form is missing, repeated or has a value that is not supported.', 'Send application/x-www-form-urlencoded with exactly the parameters of the contract (TokenRequest).'],
  [/^smart:not-asked$/, 'Whether a SMART token is good, its issuer says, and nobody is asked from here.', 'Try it from the page: the answer says what is wrong.'],
  [/^smart:origin$/, 'The page is not of an origin that this app is registered with.', 'Compare the page’s origin with "origins" of this host. A back end cannot use this way: it has no origin.'],
  [/^smart:(unreachable|unreadable|busy)$/, 'The issuer of the SMART token did not answer, or not as its standards say (…).', 'Try again. If it goes on, try the addresses under "smart" from the gateway’s network: they must answer within three seconds, without a redirection.'],
  [/^smart:credentials$/, 'The issuer did not take the gateway’s own proof (private_key_jwt).', 'Register the gateway’s jwks_uri and "gatewayId" with the issuer, for introspection.'],
  [/^smart:inactive$/, 'The issuer says that this SMART token is not active: it has ended, or was never one.', 'Get a new one (refresh_token, or a new launch).'],
  [/^smart:(client_id|iss)$/, 'The SMART token was given to another app, or by another issuer (…).', 'Compare "clientId" and "issuer" under "smart" of this host with what the issuer’s introspection says.'],
  [/^smart:scope$/, 'The SMART token lacks one of the scopes that this host’s tokens must have.', 'Ask for all of "scopes" under "smart" of this host in the launch.'],
  [/^smart:exp$/, 'The SMART token has ended.', 'Get a new one (refresh_token, or a new launch).'],
  [/^smart:bound$/, 'The SMART token is bound to a key of the app (cnf), so the gateway cannot read the patient with it.', 'Use a plain bearer token for this app.'],
  [/^smart:patient$/, 'The SMART token has no patient, or the FHIR server does not show that patient.', 'Launch with a patient in context (launch, or launch/patient), and with patient/Patient.rs.'],
  [/^smart:nhs-number$/, 'The patient has no valid NHS number at the FHIR server, or more than one.', 'Put the record right at the host: one identifier of the system https://fhir.nhs.uk/Id/nhs-number.'],
  [/^smart:(user|role)$/, 'The user is no practitioner with a role in the organisation of this host (…).', 'Launch with openid and fhirUser; the FHIR server must show the user’s PractitionerRole, its Practitioner and its Organization (ODS code).'],
  [/^smart:(.+)$/, 'The SMART token was refused (…).', 'Send it as the issuer gave it.'],
  [/^proof:missing$/, 'This host’s tokens are bound to a key of its page, and no proof came.', 'Hand on what the page gives as "dpop" in the header DPoP of the exchange.'],
  [/^proof:htu$/, 'The proof was made for another address.', 'The page makes it for the gateway’s public address: "gateway" of <lcr-context> and the gateway’s issuer must be the same.'],
  [/^proof:iat$/, 'The proof’s time is more than five minutes from the gateway’s.', 'Set the clock of the user’s device.'],
  [/^proof:(.+)$/, 'The page’s proof was refused (…).', 'Make the proof as RFC 9449 section 4.2 says; the module "dpop" of the widgets does.'],
  [/^access:header$/, 'The access token is not of this gateway, or was signed by a key that has gone.', 'Ask for a new one. Send it to the gateway that issued it.'],
  [/^access:/, 'The access token is not one that this gateway issued.', 'Send "access_token" of the exchange’s answer as it came.'],
];

/** @param reason - As in the audit row, or as an answer's `error_description` has it in brackets. */
export function adviceFor(reason: string): Advice {
  for (const [fits, meaning, act] of table) {
    const [, about = ''] = fits.exec(reason) ?? [undefined];
    if (fits.test(reason)) return { meaning: meaning.replace('…', about), act };
  }
  return { meaning: `It was refused (${reason}).`, act: 'Find the audit row by the correlation id of the answer: it has the reason.' };
}
