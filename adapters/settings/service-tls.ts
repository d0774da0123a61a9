import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Environment } from './environment';
import { SettingsError } from './estate';
import { isLoopback } from './loopback';
import { canBeRead } from './readable-file';

const VARIABLES = ['SERVICE_TLS_KEY', 'SERVICE_TLS_CERTIFICATE', 'SERVICE_TLS_AUTHORITY'] as const;
type Variable = (typeof VARIABLES)[number];
type Settings = Pick<Environment, Variable>;

/** Whole paths of PEM files. */
export interface ServiceTlsSetting {
  readonly key: string;
  readonly certificate: string;
  readonly authority: string;
}

const missing = (settings: Settings): readonly Variable[] => VARIABLES.filter((name) => settings[name] === undefined);

const problemsOf = ({ key, certificate, authority }: ServiceTlsSetting): string[] => {
  const paths = [key, certificate, authority];
  const unreadable = VARIABLES.flatMap((name, at) =>
    canBeRead(paths[at] ?? '') ? [] : [`environment.${name}: ${paths[at]} cannot be read`],
  );
  if (unreadable.length > 0) return unreadable;
  try {
    createSecureContext({ key: readFileSync(key), cert: readFileSync(certificate), ca: readFileSync(authority) });
    return [];
  } catch (error) {
    const { code = 'no reason given' } = error as NodeJS.ErrnoException;
    return [
      `environment.SERVICE_TLS_*: the files hold no authority, or no key and certificate that belong together (${code})`,
    ];
  }
};

/** How this process knows the other services; null where the settings say nothing. Throws {@link SettingsError}. */
export const serviceTlsFrom = (environment: Settings): ServiceTlsSetting | null => {
  const without = missing(environment);
  if (without.length === VARIABLES.length) return null;
  const { SERVICE_TLS_KEY: key, SERVICE_TLS_CERTIFICATE: certificate, SERVICE_TLS_AUTHORITY: authority } = environment;
  if (key === undefined || certificate === undefined || authority === undefined)
    throw new SettingsError(without.map((name) => `environment.${name}: is missing; the three are set together`));
  const tls = { key: resolve(key), certificate: resolve(certificate), authority: resolve(authority) };
  const problems = problemsOf(tls);
  if (problems.length > 0) throw new SettingsError(problems);
  return tls;
};

/** What keeps a subgraph from listening in production: other machines reach it, and it would know none of them. */
export const listenerProblems = (environment: Settings & Pick<Environment, 'CAUSEWAY_MODE' | 'HOST'>): string[] =>
  environment.CAUSEWAY_MODE === 'development' || isLoopback(environment.HOST)
    ? []
    : missing(environment).map(
        (name) =>
          `environment.${name}: is missing; a subgraph that listens on ${environment.HOST} takes mutual TLS only (or HOST=127.0.0.1)`,
      );

/** What keeps a gateway from asking a subgraph on another machine in production: it could not show who it is. */
export const askerProblems = (environment: Settings, variable: string, host: string): string[] =>
  isLoopback(host)
    ? []
    : missing(environment).map(
        (name) => `environment.${name}: is missing; ${variable} names another machine, which takes mutual TLS only`,
      );
