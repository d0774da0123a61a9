import { randomBytes } from 'node:crypto';
import type { HttpReply } from '../http-simulator';

/** Gives out access tokens and knows its own. */
export interface Tokens {
  issue(authorization: string | undefined, body: string): HttpReply;
  accepts(authorization: string | undefined): boolean;
}

const LIFETIME_SECONDS = 600;

const refusal = (status: number, error: string): HttpReply => ({
  status,
  contentType: 'application/json',
  ...(status === 401 ? { headers: { 'www-authenticate': 'Basic' } } : {}),
  body: { error },
});

/** OAuth2 client credentials (RFC 6749, 4.4). Every client with a secret is let in, but for the secret `wrong`. */
export const createTokens = (): Tokens => {
  const issued = new Set<string>();
  return {
    issue: (authorization, body) => {
      const [, encoded = ''] = /^Basic (.+)$/.exec(authorization ?? '') ?? [];
      const [client, secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
      if (new URLSearchParams(body).get('grant_type') !== 'client_credentials')
        return refusal(400, 'unsupported_grant_type');
      if (!client || !secret || secret === 'wrong') return refusal(401, 'invalid_client');
      const token = randomBytes(24).toString('base64url');
      issued.add(token);
      return {
        status: 200,
        contentType: 'application/json',
        headers: { 'cache-control': 'no-store' },
        body: { access_token: token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS },
      };
    },
    accepts: (authorization) => issued.has(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? ''),
  };
};
