import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { readClientTls, type ClientTlsFiles, type ClientTlsSetting } from '../settings/client-tls';
import { readTlsFiles, type ListenerSetting, type TlsFiles } from '../settings/listeners';
import type { ServiceTlsSetting } from '../settings/service-tls';
import { renewedFiles } from '../wire/tls/renewed-files';

type ListenerTlsSetting = NonNullable<ListenerSetting['tls']>;

const pathsIn = (tls: ListenerTlsSetting | ClientTlsSetting): readonly string[] =>
  Object.values(tls).filter((path) => path !== undefined);

const unusable =
  (where: string, log: (line: string) => void) =>
  (code: string): void =>
    log(`${where}: the renewed TLS files cannot be used (${code}); those read before are kept`);

/** What a listener shows and believes; `where` is for the log: `listeners.LIMS_MLLP_PORT`. Throws where its files cannot be used at the start. */
export const listenerTls = (where: string, tls: ListenerTlsSetting, log: (line: string) => void): (() => TlsFiles) =>
  renewedFiles(
    pathsIn(tls),
    () => {
      const files = readTlsFiles(tls);
      createSecureContext({ key: files.key, cert: files.certificate, ca: files.clientAuthority });
      return files;
    },
    unusable(where, log),
  );

/** What a connection of our own shows and believes. Throws where its files cannot be used at the start. */
export const clientTls = (where: string, tls: ClientTlsSetting, log: (line: string) => void): (() => ClientTlsFiles) =>
  renewedFiles(
    pathsIn(tls),
    () => {
      const files = readClientTls(tls);
      createSecureContext({ ca: files.authority, key: files.key, cert: files.certificate });
      return files;
    },
    unusable(where, log),
  );

/** By which the services of one installation know each other, as Node's TLS takes it; TLS 1.2 is the least (NCSC, Using TLS to protect data). */
export const openServiceTls = (
  paths: ServiceTlsSetting,
  log: { error(fields: object, message: string): void },
): {
  current(): { readonly key: Buffer; readonly cert: Buffer; readonly ca: Buffer; readonly minVersion: 'TLSv1.2' };
} => ({
  current: renewedFiles(
    [paths.key, paths.certificate, paths.authority],
    () => {
      const { key, certificate, authority } = paths;
      const files = {
        ...{ key: readFileSync(key), cert: readFileSync(certificate), ca: readFileSync(authority) },
        minVersion: 'TLSv1.2',
      } as const;
      createSecureContext(files);
      return files;
    },
    (code) =>
      log.error({ code, ...paths }, 'renewed certificates between services cannot be used; those before are kept'),
  ),
});
