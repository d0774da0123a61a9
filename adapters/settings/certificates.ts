import { resolve } from 'node:path';
import type { ClientTlsSetting } from './client-tls';
import { instanceOverrides, type Environment } from './environment';
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

/** What an instance's settings call such a file, whatever its kind: the same paths as the adapter reads. */
export const INSTANCE_CERTIFICATES = { clientCertificate: 'ours', serverAuthority: 'authorities' } as const;

type Env = Readonly<Record<string, string | undefined>>;

const ofInstance = ({ name, settings }: Estate['instances'][number], env: Env): readonly CertificateFile[] => {
  const given = { ...settings, ...instanceOverrides(env, name, Object.keys(INSTANCE_CERTIFICATES)) };
  return under(
    name,
    Object.entries(INSTANCE_CERTIFICATES).map(([key, of]) => {
      const path = given[key];
      return [key, typeof path === 'string' ? path : undefined, of] as const;
    }),
  );
};

/** Every file of certificates that an installation of these settings shows or believes others by, each where it is named. */
export const certificateFiles = (
  environment: Between,
  {
    instances,
    listeners = {},
    feeds,
    destinations = [],
  }: Pick<Estate, 'instances' | 'listeners' | 'feeds' | 'destinations'>,
  env: Env,
): readonly CertificateFile[] => [
  ...betweenServices(environment),
  ...instances.flatMap((instance) => ofInstance(instance, env)),
  ...Object.entries(listeners).flatMap(([port, { tls }]) =>
    under(`listeners.${port}.tls`, [
      ['certificate', tls?.certificate, 'ours'],
      ['clientAuthority', tls?.clientAuthority, 'authorities'],
    ]),
  ),
  ...feeds.flatMap(({ name, acknowledgeTls }) => ofClient(`feeds.${name}.acknowledgeTls`, acknowledgeTls)),
  ...destinations.flatMap(({ name, tls }) => ofClient(`destinations.${name}.tls`, tls)),
];
