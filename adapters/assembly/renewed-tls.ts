import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { readClientTls, type ClientTlsFiles, type ClientTlsSetting } from '../settings/client-tls';
import { readTlsFiles, type ListenerSetting, type TlsFiles } from '../settings/listeners';
import type { ServiceTlsSetting } from '../settings/service-tls';
import { renewedFiles } from '../wire/tls/renewed-files';
import { renewedTls } from '../wire/tls/renewed-tls';

type ListenerTlsSetting = NonNullable<ListenerSetting['tls']>;

const pathsIn = (tls: ListenerTlsSetting | ClientTlsSetting): readonly string[] =>
  Object.values(tls).filter((path) => path !== undefined);

/** What a listener shows and believes; `where` is for the log: `listeners.LIMS_MLLP_PORT.tls`. Throws where its files cannot be used at the start. */
export const listenerTls = (where: string, tls: ListenerTlsSetting, log: (line: string) => void): (() => TlsFiles) =>
  renewedTls({
    ...{ where, log, paths: pathsIn(tls), read: () => readTlsFiles(tls) },
    contextOf: ({ key, certificate, clientAuthority }) => ({ key, cert: certificate, ca: clientAuthority }),
  });

/** What a connection of our own shows and believes. Throws where its files cannot be used at the start. */
export const clientTls = (where: string, tls: ClientTlsSetting, log: (line: string) => void): (() => ClientTlsFiles) =>
  renewedTls({
    ...{ where, log, paths: pathsIn(tls), read: () => readClientTls(tls) },
    contextOf: ({ authority, key, certificate }) => ({ ca: authority, key, cert: certificate }),
  });

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
