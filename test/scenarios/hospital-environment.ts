import type { Instant } from '../../schema/time';

export const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;

/** The example hospital at the anchor, traffic off, on ports of the system's choice. */
export const hospitalEnvironment = (folder: string, databaseUrl: string): Record<string, string> => ({
  ...{ CAUSEWAY_DATA: folder, DATABASE_URL: databaseUrl },
  ...{
    TRAFFIC: 'off',
    HEARTBEAT_SECONDS: '0',
    TASKS_EVERY_SECONDS: '0',
    VISITS_EVERY_SECONDS: '0',
    ANCHOR,
    LOG_LEVEL: 'silent',
    PORT: '0',
    SIMULATOR_CONTROL_PORT: '0',
  },
  ...{ PAS_MLLP_PORT: '0', LIMS_MLLP_PORT: '0', RIS_MLLP_PORT: '0', NERVECENTRE_MLLP_PORT: '0' },
});
