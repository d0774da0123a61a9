import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceTlsSetting } from '../adapters/settings/service-tls';

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export interface Wanted {
  readonly authority?: string;
  /** What it is a certificate for: 127.0.0.1 unless said. */
  readonly subject?: string;
  /** Ended a day ago with -1. */
  readonly days?: number;
}

export interface Certificates {
  readonly folder: string;
  /** A new pair, who signed it, and whom it believes: the same authority. */
  issue(name: string, wanted?: Wanted): ServiceTlsSetting;
  remove(): void;
}

/** Authorities, keys and certificates, made by OpenSSL and thrown away. */
export const makeCertificates = (): Certificates => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-certificates-'));
  const openssl = (...args: readonly string[]): void =>
    void execFileSync('openssl', args, { stdio: 'pipe', cwd: folder });
  const authorities = new Set<string>();
  const authorityOf = (name: string): void => {
    if (authorities.has(name)) return;
    authorities.add(name);
    const own = ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=${name}`];
    openssl('req', '-x509', ...NEW_KEY, ...own, '-days', '2');
  };
  return {
    folder,
    issue: (name, { authority = 'authority', subject = 'IP:127.0.0.1', days = 2 } = {}) => {
      authorityOf(authority);
      const own = ['-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`];
      openssl('req', ...NEW_KEY, ...own, '-addext', `subjectAltName=${subject}`);
      const signing = ['-CA', `${authority}.pem`, '-CAkey', `${authority}.key`, '-CAcreateserial'];
      const lasting = ['-copy_extensions', 'copy', '-days', String(days)];
      openssl('x509', '-req', '-in', `${name}.csr`, ...signing, ...lasting, '-out', `${name}.pem`);
      const at = (file: string): string => join(folder, file);
      return { key: at(`${name}.key`), certificate: at(`${name}.pem`), authority: at(`${authority}.pem`) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
