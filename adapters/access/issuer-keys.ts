import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../schema/clock';

/** The issuer did not say which keys it has now: of a token it cannot be told whether it is good. */
export class IssuerSilent extends Error {
  constructor(cause: unknown) {
    super('The issuer of access tokens did not say which keys it has', { cause });
    this.name = 'IssuerSilent';
  }
}

export interface IssuerKeysOptions {
  /** Milliseconds after which a key that was taken back counts no longer; 10 minutes. */
  readonly keepMs?: number;
  /** Milliseconds in which an unknown key is not asked for twice, so that forged key ids cannot make us flood the issuer; 30 s. */
  readonly pauseMs?: number;
  /** Milliseconds for the whole of the issuer's answer; 5 s. */
  readonly limitMs?: number;
}

/** Milliseconds in which an issuer that did not answer is not asked again: who waits for it is told so at once. */
const AGAIN_MS = 1_000;

/**
 * The issuer's published key set (RFC 7517, section 5): fetched when a key is first needed, and when an unknown one appears.
 * A set half as old as it may become is fetched anew while it still counts, so that nobody waits for it, and an issuer
 * that is away for some minutes is not missed. Throws {@link IssuerSilent} where it is.
 */
export const issuerKeys = (jwksUrl: string, clock: Clock, options: IssuerKeysOptions = {}): JWTVerifyGetKey => {
  const { keepMs = 600_000, pauseMs = 30_000, limitMs = 5_000 } = options;
  let known: { readonly find: JWTVerifyGetKey; readonly at: number } | null = null;
  let failed: { readonly at: number; readonly error: IssuerSilent } | null = null;
  let underWay: Promise<JWTVerifyGetKey> | null = null;

  const ask = async (): Promise<JWTVerifyGetKey> => {
    const at = clock.millis();
    try {
      // The limit is for the body, too: one that never ends must not stand between everybody and their answers.
      const response = await fetch(jwksUrl, { redirect: 'error', signal: AbortSignal.timeout(limitMs) });
      if (!response.ok) throw new Error(`HTTP status ${response.status}`);
      const find = createLocalJWKSet((await response.json()) as JSONWebKeySet);
      known = { find, at };
      return find;
    } catch (error) {
      failed = { at: clock.millis(), error: new IssuerSilent(error) };
      throw failed.error;
    } finally {
      underWay = null;
    }
  };
  const fetched = (): Promise<JWTVerifyGetKey> => {
    if (failed !== null && clock.millis() - failed.at < AGAIN_MS) return Promise.reject(failed.error);
    return (underWay ??= ask());
  };
  const current = async (): Promise<JWTVerifyGetKey> => {
    const age = known === null ? Infinity : clock.millis() - known.at;
    if (known === null || age >= keepMs) return fetched();
    // Where it fails, it is tried again with the next request that comes.
    if (age >= keepMs / 2) void fetched().catch(() => undefined);
    return known.find;
  };

  return async (header, token) => {
    const find = await current();
    try {
      return await find(header, token);
    } catch (error) {
      const justAsked = known !== null && clock.millis() - known.at < pauseMs;
      if (!(error instanceof errors.JWKSNoMatchingKey) || justAsked) throw error;
      return (await fetched())(header, token);
    }
  };
};
