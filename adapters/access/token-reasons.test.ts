import { errors, generateKeyPair, SignJWT, type KeyLike } from 'jose';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { verifyToken, type TokenSettings } from './token';

const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
const NOW = Math.floor(clock.millis() / 1_000);

/** What the person at the keyboard and the log are told; never a value of the token. */
let own: { readonly publicKey: KeyLike; readonly privateKey: KeyLike };
beforeAll(async () => {
  own = await generateKeyPair('RS256');
});

const reasonOf = async (authorization: string | undefined, keys: TokenSettings['keys'] = own.publicKey) => {
  const settings = {
    issuer: 'https://issuer',
    audience: 'causeway',
    algorithms: ['RS256'],
    keys,
    maxAgeS: 600,
    clock,
  } as const;
  const verified = await verifyToken(authorization, settings);
  return verified.kind === 'refused' ? verified.reason : verified.kind;
};
const bearer = async (more: Record<string, unknown> = {}): Promise<string> => {
  const claims = { iss: 'https://issuer', aud: 'causeway', sub: '555', iat: NOW, exp: NOW + 60, ...more };
  return `Bearer ${await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(own.privateKey)}`;
};

test('each refusal says which claim, or that there is no token, and no value', async () => {
  expect(await reasonOf(undefined)).toBe('There is no access token.');
  expect(await reasonOf('Bearer ')).toBe('There is no access token.');
  expect(await reasonOf(await bearer({ exp: NOW - 60, iat: NOW - 120 }))).toBe('The access token has expired.');
  expect(await reasonOf(await bearer({ aud: 'somebody else' }))).toBe("The access token's claim aud does not hold.");
  expect(await reasonOf('Bearer rubbish')).toBe('The access token is not valid.');
  const silent = () => Promise.reject(new errors.JWKSTimeout());
  expect(await reasonOf(await bearer(), silent)).toBe('The key set of the token issuer did not answer.');
});
