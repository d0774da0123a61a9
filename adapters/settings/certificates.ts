import { resolve } from 'node:path';
import type { ClientTlsSetting } from './client-tls';
import type { Environment } from './environment';
import type { Estate } from './estate';

/** A file of certificates that the settings name. */
export interface CertificateFile {
  /** As a problem of it is named: `listeners.LIMS_MLLP_PORT.tls.certificate`. */
  readonly where: string;
  readonly path: string;
  /** Shown to others, or what others are believed by. */
  readonly of: 'ours' | 'authorities';
}

type Named = readonly [name: string, path: string | undefined, of: CertificateFile['of']];

const under = (where: string, files: readonly Named[]): readonly CertificateFile[] =>
  files.flatMap(([name, path, of]) => (path === undefined ? [] : [{ where: `${where}.${name}`, path, of }]));

const ofClient = (where: string, tls: ClientTlsSetting | undefined): readonly CertificateFile[] =>
  under(where, [
    ['certificate', tls?.certificate, 'ours'],
    ['serverAuthority', tls?.serverAuthority, 'authorities'],
  ]);

type Between = Pick<Environment, 'SERVICE_TLS_CERTIFICATE' | 'SERVICE_TLS_AUTHORITY'>;

const betweenServices = (environment: Between): readonly CertificateFile[] =>
  under(
    'environment',
    (
      [
        ['SERVICE_TLS_CERTIFICATE', environment.SERVICE_TLS_CERTIFICATE, 'ours'],
        ['SERVICE_TLS_AUTHORITY', environment.SERVICE_TLS_AUTHORITY, 'authorities'],
      ] as const
    ).map(([name, path, of]) => [name, path === undefined ? undefined : resolve(path), of] as const),
  );

/** Every file of certificates that an installation of these settings shows or believes others by, each where it is named. */
export const certificateFiles = (
  environment: Between,
  { listeners = {}, feeds, destinations = [] }: Pick<Estate, 'listeners' | 'feeds' | 'destinations'>,
): readonly CertificateFile[] => [
  ...betweenServices(environment),
  ...Object.entries(listeners).flatMap(([port, { tls }]) =>
    under(`listeners.${port}.tls`, [
      ['certificate', tls?.certificate, 'ours'],
      ['clientAuthority', tls?.clientAuthority, 'authorities'],
    ]),
  ),
  ...feeds.flatMap(({ name, acknowledgeTls }) => ofClient(`feeds.${name}.acknowledgeTls`, acknowledgeTls)),
  ...destinations.flatMap(({ name, tls }) => ofClient(`destinations.${name}.tls`, tls)),
];
