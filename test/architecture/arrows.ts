/**
 * Which folder may import from which: the house's table. A file in no row fails. Rows are matched longest first; `*`
 * stands for one folder name. A folder may always import itself.
 */
export interface Room {
  readonly folder: string;
  readonly mayImport: readonly string[];
}

const SCHEMA = 'schema';

export const HOUSE: readonly Room[] = [
  { folder: 'schema', mayImport: [] },

  { folder: 'adapters/wire', mayImport: [] },
  { folder: 'adapters/contract.ts', mayImport: [SCHEMA, 'adapters/wire', 'adapters/projections/reader.ts'] },
  { folder: 'adapters/source-fault.ts', mayImport: [SCHEMA, 'adapters/wire', 'adapters/contract.ts'] },
  {
    folder: 'adapters/uk-core',
    mayImport: [SCHEMA, 'adapters/wire', 'adapters/contract.ts', 'adapters/source-fault.ts'],
  },
  { folder: 'adapters/store', mayImport: [SCHEMA] },
  { folder: 'adapters/thread', mayImport: [SCHEMA] },
  { folder: 'adapters/segments', mayImport: [SCHEMA, 'adapters/wire', 'adapters/contract.ts'] },
  { folder: 'adapters/simulation', mayImport: [SCHEMA, 'adapters/wire'] },
  {
    folder: 'adapters/simulation/uk-core',
    mayImport: [SCHEMA, 'adapters/wire', 'adapters/simulation', 'adapters/segments', 'adapters/uk-core'],
  },
  { folder: 'adapters/settings', mayImport: [SCHEMA, 'adapters/contract.ts'] },
  { folder: 'adapters/identity', mayImport: [SCHEMA, 'adapters/store'] },
  { folder: 'adapters/access', mayImport: [SCHEMA, 'adapters/store'] },
  { folder: 'adapters/audit', mayImport: [SCHEMA, 'adapters/store'] },
  { folder: 'adapters/relationships', mayImport: [SCHEMA, 'adapters/store'] },
  {
    folder: 'adapters/tasks',
    mayImport: [
      SCHEMA,
      'adapters/identity',
      'adapters/ledger',
      'adapters/relationships',
      'adapters/routing',
      'adapters/shadow',
      'adapters/store',
    ],
  },
  {
    folder: 'adapters/visits',
    mayImport: [
      SCHEMA,
      'adapters/contract.ts',
      'adapters/identity',
      'adapters/ledger',
      'adapters/relationships',
      'adapters/routing',
      'adapters/shadow',
      'adapters/store',
    ],
  },
  { folder: 'adapters/break-glass', mayImport: [SCHEMA, 'adapters/identity', 'adapters/routing', 'adapters/store'] },
  {
    folder: 'adapters/privacy',
    mayImport: [
      SCHEMA,
      'adapters/access',
      'adapters/identity',
      'adapters/ledger',
      'adapters/relationships',
      'adapters/routing',
      'adapters/store',
    ],
  },
  {
    folder: 'adapters/proxies',
    mayImport: [
      SCHEMA,
      'adapters/access',
      'adapters/identity',
      'adapters/privacy',
      'adapters/routing',
      'adapters/store',
    ],
  },
  { folder: 'adapters/operations', mayImport: [SCHEMA, 'adapters/store'] },
  { folder: 'adapters/ledger', mayImport: [SCHEMA, 'adapters/store', 'adapters/contract.ts'] },
  { folder: 'adapters/projections', mayImport: [SCHEMA, 'adapters/store', 'adapters/identity'] },
  {
    folder: 'adapters/inbox',
    mayImport: [
      SCHEMA,
      'adapters/wire',
      'adapters/segments',
      'adapters/contract.ts',
      'adapters/projections',
      'adapters/identity',
      'adapters/store',
      'adapters/comparison',
      'adapters/thread',
    ],
  },
  { folder: 'adapters/comparison', mayImport: [SCHEMA] },
  {
    folder: 'adapters/replay',
    mayImport: [
      SCHEMA,
      'adapters/wire',
      'adapters/contract.ts',
      'adapters/comparison',
      'adapters/inbox',
      'adapters/projections',
      'adapters/identity',
      'adapters/access',
      'adapters/audit',
      'adapters/messages',
      'adapters/routing',
      'adapters/settings',
      'adapters/store',
    ],
  },
  {
    folder: 'adapters/routing',
    mayImport: [
      SCHEMA,
      'adapters/relationships',
      'adapters/contract.ts',
      'adapters/identity',
      'adapters/access',
      'adapters/audit',
      'adapters/ledger',
      'adapters/store',
    ],
  },
  {
    folder: 'adapters/messages',
    mayImport: [
      SCHEMA,
      'adapters/access',
      'adapters/wire',
      'adapters/inbox',
      'adapters/comparison',
      'adapters/projections',
      'adapters/identity',
      'adapters/routing',
      'adapters/store',
    ],
  },
  {
    folder: 'adapters/access-records',
    mayImport: [
      SCHEMA,
      'adapters/relationships',
      'adapters/audit',
      'adapters/identity',
      'adapters/routing',
      'adapters/store',
    ],
  },
  {
    folder: 'adapters/shadow',
    mayImport: [
      SCHEMA,
      'adapters/contract.ts',
      'adapters/access',
      'adapters/comparison',
      'adapters/identity',
      'adapters/audit',
      'adapters/ledger',
      'adapters/routing',
      'adapters/store',
      'adapters/thread',
    ],
  },
  { folder: 'adapters/usage', mayImport: [SCHEMA, 'adapters/ledger', 'adapters/routing', 'adapters/store'] },
  {
    folder: 'adapters/migration',
    mayImport: [
      SCHEMA,
      'adapters/contract.ts',
      'adapters/access',
      'adapters/audit',
      'adapters/identity',
      'adapters/ledger',
      'adapters/routing',
      'adapters/shadow',
      'adapters/usage',
      'adapters/store',
    ],
  },
  {
    folder: 'adapters/systems/*',
    mayImport: [
      SCHEMA,
      'adapters/contract.ts',
      'adapters/source-fault.ts',
      'adapters/wire',
      'adapters/segments',
      'adapters/uk-core',
      'adapters/projections/reader.ts',
    ],
  },
  {
    folder: 'adapters/systems/*/simulator',
    mayImport: [
      SCHEMA,
      'adapters/wire',
      'adapters/simulation',
      'adapters/segments',
      'adapters/uk-core',
      'adapters/systems/*',
    ],
  },

  { folder: 'subgraphs', mayImport: [SCHEMA] },
  { folder: 'gateway', mayImport: [SCHEMA, 'subgraphs'] },
];

/** The only files that name concrete kinds, and so may import whatever they bind. */
export const BINDING: readonly RegExp[] = [
  /^(gateway|subgraphs|adapters)\/main\.ts$/,
  /^(subgraphs|adapters)\/registry\.ts$/,
  /^(adapters|gateway)\/assembly\//,
  /-command\.ts$/,
];

/** Names that say nothing about what is inside. */
export const NAMELESS = /(^|\/)(utils?|helpers?|common|lib|shared|manager|data)(\.ts$|\/)/;
