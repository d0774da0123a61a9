import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { renewedFiles } from './renewed-files';

export interface RenewedTls<Files> {
  /** For the log: `listeners.LIMS_MLLP_PORT.tls`. */
  readonly where: string;
  /** Of PEM files. */
  readonly paths: readonly string[];
  readonly read: () => Files;
  /** As Node's TLS takes them. */
  readonly contextOf: (files: Files) => SecureContextOptions;
  readonly log: ((line: string) => void) | undefined;
}

/** What one side of TLS shows and believes now. Throws where key and certificate do not belong together at the start. */
export const renewedTls = <Files>({ where, paths, read, contextOf, log }: RenewedTls<Files>): (() => Files) =>
  renewedFiles(
    paths,
    () => {
      const files = read();
      createSecureContext(contextOf(files));
      return files;
    },
    (code) => log?.(`${where}: the renewed TLS files cannot be used (${code}); those read before are kept`),
  );
