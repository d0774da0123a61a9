import type { AuditTables } from './audit';
import type { IdentityTables } from './identity';
import type { InboxTables } from './inbox';
import type { InstallationTables } from './installation';
import type { LedgerTables } from './ledger';
import type { OperationTables } from './operations';
import type { PrivacyTables } from './privacy';
import type { ProjectionTables } from './projections';
import type { RelationshipTables } from './relationships';
import type { ShadowTables } from './shadow';
import type { RetirementTables } from './retirement';
import type { UsageTables } from './usage';

/** Every table, as Kysely sees it. */
export interface Tables
  extends
    InboxTables,
    InstallationTables,
    PrivacyTables,
    ProjectionTables,
    IdentityTables,
    AuditTables,
    LedgerTables,
    OperationTables,
    RelationshipTables,
    ShadowTables,
    RetirementTables,
    UsageTables {}
