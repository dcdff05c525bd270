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
  /** Where the user lives, as `homeOf` writes it: to be compared with where the patient lives, and not to be read. */
  home?: string;
  /** The emergency that the host states for its user: see `gateway/policy/override.ts`. */
  override?: { reason: string; text: string };
  /** The host system that asked for the token. */
  azp: string;
  /** The thumbprint of the page's key to which the token is bound (RFC 9449 section 6). */
  cnf?: { jkt: string };
  jti: string;
  iat: number;
  exp: number;
}

/** What an operator's token opens: the reports about access, or the register of opt-outs. */
export const SCOPES = ['audit', 'opt-out'] as const;
export type Scope = (typeof SCOPES)[number];

/** An operator's token names no patient: it opens no clinical route, and a clinical token no operator's. */
export type OperatorClaims = Omit<Claims, 'patient' | 'categories' | 'home' | 'override'> & { scope: Scope };

/** A token's refusal: the problem code that the caller is told, and the exact reason, for the audit row. */
export interface TokenRefusal {
  refused: 'token-missing' | 'token-invalid' | 'token-expired';
  reason: string;
}
