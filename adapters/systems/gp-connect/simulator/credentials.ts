import { z } from 'zod';
import { ODS_CODE_SYSTEM } from '../../../../schema/identifiers';
import { INTERACTION, SDS_ROLE_PROFILE_ID, SDS_USER_ID, TOKEN_LIFETIME, type Interaction } from '../vocabulary';
import { Refused } from './outcome';
import type { HttpAsk } from '../../../simulation/http-simulator';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Clocks of two organisations differ; GP Connect asks them to be kept, not to be equal. */
const LEEWAY_SECONDS = 60;

const identifier = z.object({ system: z.string(), value: z.string().min(1) });
const claims = z.object({
  iss: z.url(),
  sub: z.string().min(1),
  aud: z.url(),
  exp: z.number().int(),
  iat: z.number().int(),
  reason_for_request: z.literal('directcare'),
  requested_scope: z.enum(['patient/*.read', 'organization/*.read']),
  requesting_device: z.object({
    resourceType: z.literal('Device'),
    identifier: z.array(identifier).min(1),
    model: z.string(),
    version: z.string(),
  }),
  requesting_organization: z.object({
    resourceType: z.literal('Organization'),
    identifier: z.array(identifier.extend({ system: z.literal(ODS_CODE_SYSTEM) })).min(1),
    name: z.string().min(1),
  }),
  requesting_practitioner: z.object({
    resourceType: z.literal('Practitioner'),
    id: z.string().min(1),
    name: z.array(z.object({ family: z.string().min(1) })).min(1),
    identifier: z.array(identifier).min(3),
  }),
});

const decoded = (part: string | undefined): unknown => {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

const checkToken = (authorization: string | undefined, ods: string, nowMillis: number): void => {
  const wrong = (what: string): never => {
    throw new Refused('BAD_REQUEST', what);
  };
  const [, token] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
  const parts = (token ?? '').split('.');
  if (parts.length !== 3 || parts[2] !== '') wrong('Authorization holds no unsigned JWT with its trailing dot');
  if (!z.object({ alg: z.literal('none'), typ: z.literal('JWT') }).safeParse(decoded(parts[0])).success)
    wrong('The JWT header is not that of an unsigned token');
  const read = claims.safeParse(decoded(parts[1]));
  if (!read.success) return wrong(`JWT claims: ${read.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
  const { exp, iat, sub, aud, requesting_practitioner: practitioner } = read.data;
  const now = nowMillis / 1_000;
  if (exp !== iat + TOKEN_LIFETIME) wrong('JWT exp is not iat + 300');
  if (iat > now + LEEWAY_SECONDS || exp < now - LEEWAY_SECONDS) wrong('The JWT is expired or not yet valid');
  if (sub !== practitioner.id) wrong('JWT sub is not the practitioner id');
  if (!aud.includes(`/${ods}/`)) wrong('JWT aud is another provider');
  const systems = practitioner.identifier.map(({ system }) => system);
  if (![SDS_USER_ID, SDS_ROLE_PROFILE_ID].every((system) => systems.includes(system)))
    wrong('The JWT names no SDS user id and role profile id');
};

/** The headers of the Spine Secure Proxy and the token, as a provider checks them. Throws {@link Refused}. */
export const checkCredentials = (ask: HttpAsk, interaction: Interaction, ods: string, nowMillis: number): void => {
  const header = (name: string): string => {
    const value = ask.headers[name];
    if (typeof value !== 'string' || value === '') throw new Refused('BAD_REQUEST', `The header ${name} is missing`);
    return value;
  };
  if (!UUID.test(header('ssp-traceid'))) throw new Refused('BAD_REQUEST', 'Ssp-TraceID is not a UUID');
  for (const name of ['ssp-from', 'ssp-to'])
    if (!/^\d{12}$/.test(header(name))) throw new Refused('BAD_REQUEST', `${name} is not an ASID`);
  if (header('ssp-interactionid') !== INTERACTION[interaction])
    throw new Refused('BAD_REQUEST', 'Ssp-InteractionID is not that of the ask');
  const isFhir = (type: string): boolean => /^application\/(fhir\+json|json\+fhir)\b/.test(type);
  if (!isFhir(header('accept')) || (ask.method === 'POST' && !isFhir(header('content-type'))))
    throw new Refused('UNSUPPORTED_MEDIA_TYPE', 'Only application/fhir+json');
  checkToken(ask.headers.authorization, ods, nowMillis);
};
