import { join } from 'node:path';
import { makeCertificates, type Certificates } from '../../test/certificates';
import { readEnvironment } from './environment';
import { listenerProblems, serviceTlsFrom } from './service-tls';

const PRODUCTION = { CAUSEWAY_MODE: 'production', SIMULATORS: 'off' };

test.each<[string, Record<string, string>, number]>([
  ['beyond loopback, without certificates', { HOST: '0.0.0.0' }, 3],
  ['beyond loopback, without its authority', { HOST: '::', SERVICE_TLS_KEY: 'k', SERVICE_TLS_CERTIFICATE: 'c' }, 1],
  ['on loopback, where a proxy stands before it', { HOST: '127.0.0.1' }, 0],
  [
    'beyond loopback, with all three',
    { HOST: '0.0.0.0', SERVICE_TLS_KEY: 'k', SERVICE_TLS_CERTIFICATE: 'c', SERVICE_TLS_AUTHORITY: 'a' },
    0,
  ],
])('a subgraph in production that listens %s', (_where, env, count) => {
  const problems = listenerProblems(readEnvironment({ ...PRODUCTION, ...env }));
  expect(problems).toHaveLength(count);
  for (const problem of problems) expect(problem).toMatch(/^environment\.SERVICE_TLS_[A-Z]+: is missing; .*mutual TLS/);
});

test('a subgraph in development listens where it likes', () =>
  expect(listenerProblems(readEnvironment({ HOST: '0.0.0.0' }))).toEqual([]));

describe('the files', () => {
  let certificates: Certificates;
  beforeAll(() => {
    certificates = makeCertificates();
  });
  afterAll(() => certificates.remove());

  const from = (env: Record<string, string>) => serviceTlsFrom(readEnvironment(env));
  const named = ({ key, certificate, authority }: ReturnType<Certificates['issue']>) => ({
    ...{ SERVICE_TLS_KEY: key, SERVICE_TLS_CERTIFICATE: certificate, SERVICE_TLS_AUTHORITY: authority },
  });

  test('none named is none; a whole set is taken', () => {
    expect(from({})).toBeNull();
    const pair = certificates.issue('one');
    expect(from(named(pair))).toEqual(pair);
  });

  test('part of a set, what cannot be read, and a key of another certificate are refused, each named', () => {
    const pair = certificates.issue('two');
    expect(() => from({ SERVICE_TLS_KEY: pair.key })).toThrow(
      /SERVICE_TLS_CERTIFICATE: is missing[^]*SERVICE_TLS_AUTHORITY/,
    );
    const nowhere = join(certificates.folder, 'nowhere.pem');
    expect(() => from({ ...named(pair), SERVICE_TLS_CERTIFICATE: nowhere })).toThrow(
      /SERVICE_TLS_CERTIFICATE: .*nowhere\.pem cannot be read/,
    );
    const { key } = certificates.issue('three');
    expect(() => from({ ...named(pair), SERVICE_TLS_KEY: key })).toThrow(/SERVICE_TLS_\*: .*KEY_VALUES_MISMATCH/);
  });
});
