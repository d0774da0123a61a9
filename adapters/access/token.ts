import { decodeJwt, errors, jwtVerify, type JWTVerifyGetKey, type KeyLike } from 'jose';
import type { Purpose, Viewer } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import { readClaims } from './claims';
import { IssuerSilent } from './issuer-keys';
import { isMachine, readMachineClaims } from './machine-claims';
import { readNhsLoginClaims } from './nhs-login-claims';
import { purposeFor } from './policy';

/** One issuer of tokens. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  /** Signatures taken; `none` and shared secrets cannot be named. */
  readonly algorithms: readonly ('EdDSA' | 'ES256' | 'PS256' | 'RS256')[];
  /** The issuer's public key, or its key set. */
  readonly keys: KeyLike | JWTVerifyGetKey;
}

/** Who signs tokens: for staff and programs, and, where patients have access, NHS login for them. */
export interface TokenSettings extends Issuer {
  readonly nhsLogin?: Issuer | undefined;
  /** Seconds since `iat` after which a token counts no more, whatever its `exp`: what was taken back ends by then. */
  readonly maxAgeS: number;
  readonly clock: Clock;
}

/** `ISSUER_UNAVAILABLE`: the token may be good, and its bearer need not sign in again. */
type RefusalCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'ISSUER_UNAVAILABLE';

export type Verified =
  | { readonly kind: 'verified'; readonly viewer: Viewer; readonly purpose: Purpose; readonly client: string }
  /** `reason` is for the log and the person at the keyboard: it names a claim, never its value. */
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly reason: string };

/** Seconds by which our clock and the issuer's may disagree. */
export const CLOCK_TOLERANCE_S = 5;

/**
 * Who a bearer token speaks for (OIDC, CIS2-shaped claims). Signature, algorithm, issuer, audience and expiry are
 * checked before a claim is read. `authorization` is the header's value, or the bare token; `askedPurpose` the
 * X-Purpose header, checked against the role.
 */
export const verifyToken = async (
  authorization: string | undefined,
  settings: TokenSettings,
  askedPurpose?: string,
): Promise<Verified> => {
  const token = authorization?.replace(/^Bearer\s+/i, '').trim();
  if (!token) return unauthenticated('There is no access token.');
  const isNhsLogin = settings.nhsLogin !== undefined && issuerOf(token) === settings.nhsLogin.issuer;
  const signer: Issuer = isNhsLogin ? settings.nhsLogin : settings;
  let payload: unknown;
  try {
    const options = {
      issuer: signer.issuer,
      audience: signer.audience,
      algorithms: [...signer.algorithms],
      // A token without an end could never be taken back.
      requiredClaims: ['exp', 'iat', 'sub'],
      maxTokenAge: settings.maxAgeS,
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: new Date(settings.clock.millis()),
    };
    const { keys } = signer;
    const verified =
      typeof keys === 'function' ? await jwtVerify(token, keys, options) : await jwtVerify(token, keys, options);
    payload = verified.payload;
  } catch (error) {
    if (error instanceof IssuerSilent) return { kind: 'refused', code: 'ISSUER_UNAVAILABLE', reason: SILENT };
    return unauthenticated(reasonOf(error));
  }
  const read = readerFor(payload, isNhsLogin)(payload);
  if ('problem' in read) return unauthenticated(`The access token is not usable: ${read.problem}.`);
  const purpose = purposeFor(read.viewer.role, askedPurpose);
  if (!purpose) {
    const reason = `The role ${read.viewer.role} may not ask for this purpose of use.`;
    return { kind: 'refused', code: 'FORBIDDEN', reason };
  }
  return { kind: 'verified', viewer: read.viewer, purpose, client: read.client };
};

/** Whom a token says it is from: decides which key it must fit, and nothing else. */
const issuerOf = (token: string): string | undefined => {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
};

/** A user's claims come from their own issuer alone: NHS login can make no member of staff, and staff's no patient. */
const readerFor = (payload: unknown, isNhsLogin: boolean): typeof readClaims => {
  if (isNhsLogin) return readNhsLoginClaims;
  return isMachine(payload) ? readMachineClaims : readClaims;
};

const SILENT =
  'The issuer of access tokens did not say which keys it has: it is not known whether this token is valid.';

const unauthenticated = (reason: string): Verified => ({ kind: 'refused', code: 'UNAUTHENTICATED', reason });

const reasonOf = (error: unknown): string => {
  if (error instanceof errors.JWTExpired) return 'The access token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) return `The access token's claim ${error.claim} does not hold.`;
  return 'The access token is not valid.';
};
