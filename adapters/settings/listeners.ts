import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { z } from 'zod';
import { duration } from './duration';
import { canBeRead } from './readable-file';

const MEGABYTE = 1024 * 1024;
/** Up to 50 connections may each hold one in memory. */
const LARGEST_MB = 256;

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'is neither an address nor a network such as 10.1.0.0/16',
});

/** How one port of MLLP listens; feeds that share a port share this. Paths are of PEM files, from the settings file's folder. */
export const listenerSettings = z.strictObject({
  /** Of a port that the settings file names itself; the environment's variable of that name goes before it. */
  port: z.int().min(0).max(65_535).optional(),
  tls: z.strictObject({ key: z.string(), certificate: z.string(), clientAuthority: z.string().optional() }).optional(),
  peers: z.array(network).min(1).optional(),
  connections: z.int().positive().optional(),
  idle: duration.optional(),
  largest: z
    .string()
    .regex(/^\d+MB$/, 'is not a size such as 16MB')
    .transform((text) => Number.parseInt(text, 10))
    .refine((megabytes) => megabytes >= 1 && megabytes <= LARGEST_MB, `is not between 1MB and ${LARGEST_MB}MB`)
    .transform((megabytes) => megabytes * MEGABYTE)
    .optional(),
});

export type ListenerSetting = z.infer<typeof listenerSettings>;

/** `host:port`, `[fd00::1]:port`: a sender's own listener, for application acknowledgements (MSH-16). */
export const returnAddress = z
  .string()
  .regex(/^(?:\[[0-9A-Fa-f:]+\]|[^\s:[\]]+):\d{1,5}$/, 'is not an address such as pas.example.nhs.uk:2600')
  .transform((text) => {
    const at = text.lastIndexOf(':');
    return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
  })
  .refine(({ port }) => port >= 1 && port <= 65_535, 'names a port that there is not');

type Tls = NonNullable<ListenerSetting['tls']>;

/** The same, with whole paths. */
export const fromFolder = (folder: string, listener: ListenerSetting): ListenerSetting => {
  if (listener.tls === undefined) return listener;
  const { key, certificate, clientAuthority } = listener.tls;
  const tls: Tls = {
    key: resolve(folder, key),
    certificate: resolve(folder, certificate),
    ...(clientAuthority !== undefined && { clientAuthority: resolve(folder, clientAuthority) }),
  };
  return { ...listener, tls };
};

export interface TlsFiles {
  readonly key: Buffer;
  readonly certificate: Buffer;
  readonly clientAuthority?: Buffer;
}

/** As they lie there now. Throws what reading throws. */
export const readTlsFiles = ({ key, certificate, clientAuthority }: Tls): TlsFiles => ({
  key: readFileSync(key),
  certificate: readFileSync(certificate),
  ...(clientAuthority !== undefined && { clientAuthority: readFileSync(clientAuthority) }),
});

/** What would keep a listener from speaking TLS, each named. Never what is in a file. */
export const tlsProblems = (where: string, { tls }: ListenerSetting): string[] => {
  if (tls === undefined) return [];
  const unreadable = Object.entries(tls).flatMap(([name, path = '']) =>
    canBeRead(path) ? [] : [`${where}.tls.${name}: ${path} cannot be read`],
  );
  if (unreadable.length > 0) return unreadable;
  const files = readTlsFiles(tls);
  try {
    createSecureContext({ key: files.key, cert: files.certificate, ca: files.clientAuthority });
    return [];
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'no reason given';
    return [`${where}.tls: the files hold no key and certificate that belong together (${code})`];
  }
};
