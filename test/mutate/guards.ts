/** A file that holds guards, and the tests that are to miss any of them: those that are quickest first. */
export interface Guarded {
  readonly file: string;
  readonly tests: readonly string[];
}

/** By the name that `npm run mutate -- <name>` takes. */
export const GUARDS: Readonly<Record<string, readonly Guarded[]>> = {
  access: [
    {
      file: 'subgraphs/limits/document-limits.ts',
      tests: [
        'subgraphs/limits/document-limits.test.ts',
        'subgraphs/server/limits.test.ts',
        'subgraphs/limits',
        'test/attacks/documents.test.ts',
      ],
    },
    { file: 'subgraphs/limits/cost.ts', tests: ['subgraphs/limits/cost.test.ts', 'subgraphs/server/limits.test.ts'] },
    { file: 'subgraphs/limits/rate.ts', tests: ['subgraphs/limits/rate.test.ts', 'gateway/graphql-over-http.test.ts'] },
    { file: 'gateway/limits/registered.ts', tests: ['gateway/limits/registered.test.ts'] },
    {
      file: 'subgraphs/server/request.ts',
      tests: [
        'subgraphs/server/request.test.ts',
        'subgraphs/server/forwarded.test.ts',
        'subgraphs/server',
        'gateway/http.test.ts',
      ],
    },
    {
      file: 'subgraphs/server/endpoint.ts',
      tests: [
        'subgraphs/server/endpoint.test.ts',
        'subgraphs/server',
        'gateway/http.test.ts',
        'gateway/graphql-over-http.test.ts',
        'test/attacks/bodies.test.ts',
      ],
    },
    { file: 'subgraphs/server/server.ts', tests: ['subgraphs/server', 'test/attacks/service-tls.test.ts'] },
    { file: 'subgraphs/server/mutual-tls.ts', tests: ['test/attacks/service-tls.test.ts'] },
    { file: 'subgraphs/server/service-tls.ts', tests: ['test/attacks/service-tls.test.ts'] },
    { file: 'subgraphs/server/no-schema-told.ts', tests: ['subgraphs/server'] },
    { file: 'adapters/access/token.ts', tests: ['adapters/access/token.test.ts', 'adapters/assembly/sign-in.test.ts'] },
    { file: 'adapters/access/claims.ts', tests: ['adapters/access'] },
    { file: 'adapters/access/imaging-grant.ts', tests: ['adapters/access/imaging-grant.test.ts'] },
    { file: 'adapters/audit/record.ts', tests: ['adapters/audit/audit.test.ts', 'adapters/audit/prune.test.ts'] },
    { file: 'adapters/audit/chain.ts', tests: ['adapters/audit/seal.test.ts'] },
    { file: 'adapters/audit/sealer.ts', tests: ['adapters/audit/seal.test.ts', 'adapters/audit/rhythm.test.ts'] },
    { file: 'adapters/audit/verify.ts', tests: ['adapters/audit/prune.test.ts', 'adapters/audit/seal.test.ts'] },
    { file: 'adapters/audit/prune.ts', tests: ['adapters/audit/prune.test.ts', 'adapters/audit/rhythm.test.ts'] },
    { file: 'adapters/audit/as-seen.ts', tests: ['adapters/audit/audit.test.ts'] },
    { file: 'adapters/routing/recorder.ts', tests: ['adapters/routing/recorder.test', 'adapters/routing'] },
    { file: 'adapters/routing/recorded.ts', tests: ['adapters/routing/recorder.test', 'adapters/routing'] },
    {
      file: 'adapters/access/masking.ts',
      tests: ['adapters/access/masking.test.ts', 'adapters/access', 'adapters/routing', 'test/scenarios/access'],
    },
    { file: 'adapters/access/policy.ts', tests: ['adapters/access', 'adapters/routing', 'test/scenarios/access'] },
    { file: 'adapters/access/machine-claims.ts', tests: ['adapters/access'] },
    { file: 'adapters/access/nhs-login-claims.ts', tests: ['adapters/access'] },
    {
      file: 'adapters/relationships/relationships.ts',
      tests: ['adapters/relationships', 'adapters/routing/admission'],
    },
    { file: 'adapters/relationships/standing-query.ts', tests: ['adapters/relationships'] },
    {
      file: 'adapters/routing/admission.ts',
      tests: ['adapters/routing/admission', 'adapters/routing/hold-back', 'adapters/routing/door-safety'],
    },
    {
      file: 'adapters/routing/restricted-stays.ts',
      tests: ['adapters/routing/restricted-stays', 'adapters/routing/hold-back'],
    },
    { file: 'adapters/routing/subjects.ts', tests: ['adapters/routing/subjects', 'adapters/routing/hold-back'] },
    {
      file: 'adapters/routing/identity.ts',
      tests: [
        'adapters/routing/identity',
        'adapters/routing/admission',
        'adapters/routing/door-safety',
        'adapters/routing/for-places',
        'adapters/routing',
      ],
    },
    {
      file: 'adapters/break-glass/break-glass.ts',
      tests: ['adapters/break-glass/grants.test.ts', 'adapters/break-glass', 'test/scenarios/break-glass'],
    },
    {
      file: 'adapters/break-glass/grant-rows.ts',
      tests: ['adapters/break-glass/grants.test.ts', 'adapters/break-glass', 'test/scenarios/break-glass'],
    },
    { file: 'adapters/proxies/proxies.ts', tests: ['adapters/proxies/proxies.test.ts'] },
    { file: 'adapters/proxies/checked.ts', tests: ['adapters/proxies/proxies.test.ts'] },
    { file: 'adapters/proxies/proxy-rows.ts', tests: ['adapters/proxies/proxies.test.ts'] },
    { file: 'adapters/access-records/log.ts', tests: ['adapters/access-records', 'test/scenarios/access-records'] },
    { file: 'adapters/access-records/whose.ts', tests: ['adapters/access-records', 'test/scenarios/access-records'] },
    { file: 'adapters/access-records/records.ts', tests: ['adapters/access-records', 'test/scenarios/access-records'] },
    {
      file: 'adapters/access-records/reads-of-mine.ts',
      tests: ['adapters/access-records', 'test/scenarios/break-glass'],
    },
    { file: 'adapters/routing/record-reads.ts', tests: ['adapters/routing', 'test/scenarios/access'] },
    { file: 'adapters/migration/routes.ts', tests: ['adapters/migration/routes'] },
    { file: 'adapters/migration/named.ts', tests: ['adapters/migration/named.test.ts', 'adapters/migration'] },
    { file: 'adapters/assembly/sign-in.ts', tests: ['adapters/assembly/sign-in.test.ts'] },
    {
      file: 'adapters/access/confidentiality.ts',
      tests: [
        'adapters/access/confidentiality.test.ts',
        'adapters/routing/hold-back',
        'adapters/access',
        'adapters/assembly/imaging.test.ts',
      ],
    },
    { file: 'adapters/routing/hold-back.ts', tests: ['adapters/routing/hold-back'] },
    { file: 'adapters/routing/may-be-copies-of.ts', tests: ['adapters/routing/hold-back'] },
    { file: 'adapters/routing/known-of.ts', tests: ['adapters/routing/known-of'] },
    { file: 'adapters/routing/answer-schedule.ts', tests: ['adapters/routing/answer-schedule'] },
    {
      file: 'adapters/routing/for-people.ts',
      tests: [
        'adapters/routing/for-people',
        'adapters/routing/hold-back',
        'adapters/routing/admission',
        'adapters/routing/door-safety',
        'adapters/routing/observer',
      ],
    },
    {
      file: 'adapters/routing/for-places.ts',
      tests: [
        'adapters/routing/for-places',
        'adapters/routing/hold-back',
        'adapters/routing/admission',
        'adapters/routing/door-safety',
        'adapters/routing/observer',
      ],
    },
    { file: 'adapters/privacy/checked.ts', tests: ['adapters/privacy/checked'] },
    { file: 'adapters/privacy/directive-rows.ts', tests: ['adapters/privacy/privacy-directives'] },
    { file: 'adapters/privacy/privacy-directives.ts', tests: ['adapters/privacy/privacy-directives'] },
    { file: 'adapters/privacy/on-record.ts', tests: ['adapters/privacy/privacy-directives'] },
    { file: 'adapters/privacy/whose-privacy.ts', tests: ['adapters/privacy/whose-privacy'] },
  ],
};
