import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { z } from 'zod';
import { canBeRead } from './readable-file';

/**
 * How a connection of our own speaks TLS: paths of PEM files, from the settings file's folder. `serverAuthority`: whose
 * certificates the other side is believed by, the system's authorities without it. `key` and `certificate`, together: our
 * own, for mutual TLS.
 */
export const clientTlsSettings = z
  .strictObject({
    serverAuthority: z.string().optional(),
    key: z.string().optional(),
    certificate: z.string().optional(),
  })
  .refine(({ key, certificate }) => (key === undefined) === (certificate === undefined), {
    error: 'names a key without its certificate, or a certificate without its key',
  });

export type ClientTlsSetting = z.infer<typeof clientTlsSettings>;

const filesOf = ({ serverAuthority, key, certificate }: ClientTlsSetting): readonly (readonly [string, string])[] =>
  Object.entries({ serverAuthority, key, certificate }).flatMap(([name, path]) =>
    path === undefined ? [] : [[name, path] as const],
  );

/** The same, with whole paths. */
export const clientTlsFrom = (folder: string, tls: ClientTlsSetting): ClientTlsSetting =>
  Object.fromEntries(filesOf(tls).map(([name, path]) => [name, resolve(folder, path)]));

export interface ClientTlsFiles {
  readonly authority?: Buffer;
  readonly key?: Buffer;
  readonly certificate?: Buffer;
}

/** As they lie there now. Throws what reading throws. */
export const readClientTls = ({ serverAuthority, key, certificate }: ClientTlsSetting): ClientTlsFiles => ({
  ...(serverAuthority !== undefined && { authority: readFileSync(serverAuthority) }),
  ...(key !== undefined && { key: readFileSync(key) }),
  ...(certificate !== undefined && { certificate: readFileSync(certificate) }),
});

/** What would keep a connection from speaking TLS, each named. Never what is in a file. */
export const clientTlsProblems = (where: string, tls: ClientTlsSetting | undefined): string[] => {
  if (tls === undefined) return [];
  const unreadable = filesOf(tls).flatMap(([name, path]) =>
    canBeRead(path) ? [] : [`${where}.${name}: ${path} cannot be read`],
  );
  if (unreadable.length > 0) return unreadable;
  const { authority, key, certificate } = readClientTls(tls);
  try {
    createSecureContext({ ca: authority, key, cert: certificate });
    return [];
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'no reason given';
    return [`${where}: the files hold no authority, or no key and certificate that belong together (${code})`];
  }
};
