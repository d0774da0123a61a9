import { ODS_CODE_SYSTEM } from '../../../schema/identifiers';
import { SDS_ROLE_PROFILE_ID, SDS_USER_ID, TOKEN_LIFETIME } from './vocabulary';
import type { Viewer } from '../../../schema/capabilities';
import type { Clock } from '../../../schema/clock';

export interface TokenOptions {
  readonly viewer: Viewer;
  readonly issuer: string;
  readonly deviceId: string;
  /** The provider's own address, without the proxy's. */
  readonly audience: string;
  readonly clock: Clock;
}

const NOT_KNOWN = 'UNK';

/** `WARD, Ann`, `WARD Ann` (as smartcards have it) or `Ann Ward`. */
const nameOf = (text: string): { readonly family: string; readonly given?: readonly string[] } => {
  const [family, after] = text.split(',').map((part) => part.trim());
  const words = text.trim().split(/\s+/);
  const ordered = after !== undefined ? [family ?? '', after] : undefined;
  const [first = '', ...rest] = words;
  const isCapital = first.length > 1 && first === first.toUpperCase();
  const [last, given] =
    ordered ?? (isCapital ? [first, rest.join(' ')] : [words.at(-1) ?? '', words.slice(0, -1).join(' ')]);
  return { family: last ?? '', ...(given ? { given: given.split(' ') } : {}) };
};

const encoded = (part: object): string => Buffer.from(JSON.stringify(part), 'utf8').toString('base64url');

/**
 * The token of one request (GP Connect 1.6.0, cross-organisation audit and provenance): unsigned, its trailing dot
 * kept, good for 300 seconds. It names a real user, organisation and device: there is no system user.
 */
export const requestToken = ({ viewer, issuer, deviceId, audience, clock }: TokenOptions): string => {
  const iat = Math.floor(clock.millis() / 1_000);
  const own = issuer.replace(/\/$/, '');
  const claims = {
    iss: issuer,
    sub: viewer.userId,
    aud: audience,
    exp: iat + TOKEN_LIFETIME,
    iat,
    reason_for_request: 'directcare',
    requested_scope: 'patient/*.read',
    requesting_device: {
      resourceType: 'Device',
      identifier: [{ system: `${own}/Id/device`, value: deviceId }],
      model: 'Causeway',
      version: '1.0',
    },
    requesting_organization: {
      resourceType: 'Organization',
      identifier: [{ system: ODS_CODE_SYSTEM, value: viewer.organisation }],
      name: viewer.organisationName,
    },
    requesting_practitioner: {
      resourceType: 'Practitioner',
      id: viewer.userId,
      name: [nameOf(viewer.name)],
      identifier: [
        { system: SDS_USER_ID, value: viewer.userId },
        { system: SDS_ROLE_PROFILE_ID, value: viewer.roleProfileId || NOT_KNOWN },
        { system: `${own}/Id/user`, value: viewer.userId },
      ],
    },
  };
  return `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.`;
};
