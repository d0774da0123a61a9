import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload, type KeyLike } from 'jose';
import { stringify } from 'yaml';
import { readEnvironment, type Environment } from '../../adapters/settings/environment';
import { startCauseway, type Causeway } from '../../gateway/assembly/causeway';
import { systemClock } from '../../schema/clock';
import { freshDatabase } from '../database';

export const ISSUER = 'https://cis2.example.nhs.uk';
export const AUDIENCE = 'causeway';
const KEY_ID = 'k1';

export interface Production {
  readonly url: string;
  readonly causeway: Causeway;
  readonly environment: Environment;
  /** The issuer's own key pair, and how it publishes the open half. */
  readonly keys: { readonly privateKey: KeyLike; readonly publicKey: KeyLike; readonly published: JWK };
  /** A token that is good, but for what is said otherwise. */
  token(more?: JWTPayload): Promise<string>;
  ask(query: string, headers?: Record<string, string>): Promise<Reply>;
  /** What the archive answers from now on. */
  archive(listener: RequestListener): void;
  close(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly codes: readonly string[];
}

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A server of somebody else's, and the paths that it was asked for. */
export const startServer = async (listener: RequestListener = (_request, response) => void response.end('{}')) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  });
  const url = await listening(server);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, asked, close };
};

/** One picture archive, and nothing else. */
const estate = (archiveUrl: string): string =>
  stringify({
    organisations: [{ code: 'RWE', name: 'University Hospitals of Leicester' }],
    instances: [{ name: 'pacs@RWE', systemName: 'PACS', settings: { baseUrl: `${archiveUrl}/dicomweb` } }],
    feeds: [],
    routes: [
      { organisation: 'RWE', role: 'departmental-record', control: 'pacs@RWE', capabilities: ['imaging-studies'] },
    ],
    notConnected: [],
  });

export const goodClaims = (): JWTPayload => ({
  ...{ iss: ISSUER, aud: AUDIENCE, sub: '555000000010', exp: Math.floor(systemClock.millis() / 1_000) + 300 },
  iat: Math.floor(systemClock.millis() / 1_000),
  ...{ name: 'DOCTOR Dana', azp: 'ward-app', selected_roleid: '1' },
  nhsid_nrbac_roles: [{ org_code: 'RWE', person_roleid: '1', role_code: 'S8000:G8000:R8000' }],
});

/** All of Causeway in this process in production mode: tokens of an OIDC issuer, one real archive, no simulators. */
export const startProduction = async (more: { readonly receiveMs?: number } = {}): Promise<Production> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const published: JWK = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256' };
  const issuer = await startServer((_request, response) => void response.end(JSON.stringify({ keys: [published] })));
  let answering: RequestListener = (_request, response) => void response.writeHead(404).end();
  const archive = await startServer((request, response) => answering(request, response));
  const folder = mkdtempSync(join(tmpdir(), 'causeway-attacks-'));
  writeFileSync(join(folder, 'estate.yaml'), estate(archive.url));
  const database = await freshDatabase();
  const env = {
    ...{ CAUSEWAY_MODE: 'production', SIMULATORS: 'off', INTAKE: 'off', PORT: '0', LOG_LEVEL: 'silent' },
    ...{ CAUSEWAY_DATA: folder, CAUSEWAY_SETTINGS: join(folder, 'estate.yaml'), DATABASE_URL: database.url },
    ...{ OIDC_ISSUER: ISSUER, OIDC_AUDIENCE: AUDIENCE, OIDC_JWKS_URL: `${issuer.url}/keys` },
    CAUSEWAY_ID_KEY: 'a key of this test alone, and of nobody else',
  };
  const environment = readEnvironment(env);
  const clean = async (): Promise<void> => {
    await Promise.all([issuer.close(), archive.close(), database.drop()]);
    rmSync(folder, { recursive: true, force: true });
  };
  const causeway = await startCauseway({ environment, env, clock: systemClock, log: () => undefined, ...more }).catch(
    async (error: unknown) => {
      await clean();
      throw error;
    },
  );
  const token = (claims: JWTPayload = {}): Promise<string> =>
    new SignJWT({ ...goodClaims(), ...claims }).setProtectedHeader({ alg: 'RS256', kid: KEY_ID }).sign(privateKey);
  return {
    ...{ url: causeway.url, causeway, environment, keys: { privateKey, publicKey, published }, token },
    ask: async (query, headers) => {
      const response = await fetch(`${causeway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(headers ?? { authorization: `Bearer ${await token()}` }) },
        body: JSON.stringify({ query }),
      });
      const text = await response.text();
      const { errors = [] } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
      return { status: response.status, text, codes: [...new Set(errors.map(({ extensions }) => extensions.code))] };
    },
    archive: (listener) => {
      answering = listener;
    },
    close: async () => {
      await causeway.close();
      await clean();
    },
  };
};
