import { randomUUID } from 'node:crypto';
import type { Ask } from '../../schema/capabilities';
import type { Clock } from '../../schema/clock';
import { parseOdsCode, type OdsCode } from '../../schema/identifiers';
import { unabandoned } from '../../schema/unabandoned';
import { CAUSEWAY } from '../ledger';

/** Who is on record where nobody asked: Causeway itself, as a machine, for the running of systems. */
const { userId: SYSTEM_USER } = CAUSEWAY;

/** An ask of the system's own, about records of an organisation; `operation` says what for. */
export const systemAsk = (operation: string, route: string, clock: Clock, deadlineMs: number): Ask => ({
  viewer: {
    ...{ userId: SYSTEM_USER, name: 'Causeway', role: 'machine', roleProfileId: 'UNK', wards: [] },
    organisation: parseOdsCode(route.split('/')[0] ?? '') ?? ('UNK' as OdsCode),
    organisationName: 'Causeway',
  },
  ...{ purpose: 'SYSADMIN', client: SYSTEM_USER, operation, requestId: randomUUID() },
  ...{ deadline: clock.millis() + deadlineMs, signal: unabandoned(), clock },
});
