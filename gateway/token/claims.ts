/** What an access token says, once it has been checked (RFC 9068, with the patient it was opened for). */
export interface Claims {
  /** The user, as the host knows them, and their name as it is shown and audited. */
  sub: string;
  name: string;
  /** The ODS code of the organisation for which the user acts. */
  org: string;
  /** National job role codes. */
  roles: string[];
  /** The NHS number of the one patient that this token opens. */
  patient: string;
  /** Why (HL7 v3 PurposeOfUse). */
  purpose: string;
  /** The categories to which the host narrowed its own request. */
  categories?: string[];
  /** The emergency that the host states for its user: see `gateway/policy/override.ts`. */
  override?: { reason: string; text: string };
  /** The host system that asked for the token. */
  azp: string;
  jti: string;
  iat: number;
  exp: number;
}

/** A token's refusal: the problem code that the caller is told, and the exact reason, for the audit row. */
export interface TokenRefusal {
  refused: 'token-missing' | 'token-invalid' | 'token-expired';
  reason: string;
}
