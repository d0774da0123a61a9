import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { ErrorLog } from '../errors';

/** Paths of PEM files by which the services of one installation know each other. */
export interface ServiceTlsPaths {
  readonly key: string;
  readonly certificate: string;
  /** Whose certificates the other services show. Pinned: no other authority is believed, the system's neither. */
  readonly authority: string;
}

/** As Node's TLS takes them. */
export interface ServiceTlsFiles {
  readonly key: Buffer;
  readonly cert: Buffer;
  readonly ca: Buffer;
  readonly minVersion: 'TLSv1.2';
}

/** Mutual TLS between services, on both sides of a connection. */
export interface ServiceTls {
  /** What new connections are made with; the same object until the files change. Never throws. */
  current(): ServiceTlsFiles;
}

/** TLS 1.2 is the least (NCSC, Using TLS to protect data). Throws where key and certificate do not belong together. */
const readAll = ({ key, certificate, authority }: ServiceTlsPaths): ServiceTlsFiles => {
  const files = {
    ...{ key: readFileSync(key), cert: readFileSync(certificate), ca: readFileSync(authority) },
    minVersion: 'TLSv1.2',
  } as const;
  createSecureContext(files);
  return files;
};

/** Which version of the files lies there; null where one of them does not. */
const versionOf = (paths: ServiceTlsPaths): string | null => {
  try {
    return Object.values(paths)
      .map((path: string) => statSync(path))
      .map(({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`)
      .join();
  } catch {
    return null;
  }
};

/**
 * Looked at again with each new connection, so that a renewed certificate needs no restart. Files that cannot be used,
 * one of a pair not renewed yet among them, leave what was read before in use; connections that stand stay as they are.
 * Throws what reading throws where they cannot be used at the start.
 */
export const openServiceTls = (paths: ServiceTlsPaths, log: ErrorLog): ServiceTls => {
  let seen = versionOf(paths);
  let files = readAll(paths);
  return {
    current: () => {
      const version = versionOf(paths);
      if (version === seen) return files;
      seen = version;
      try {
        files = readAll(paths);
      } catch (error) {
        const { code = 'no reason given' } = error as NodeJS.ErrnoException;
        log.error({ code, ...paths }, 'renewed certificates between services cannot be used; those before are kept');
      }
      return files;
    },
  };
};
