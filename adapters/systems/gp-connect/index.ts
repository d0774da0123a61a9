import type { AdapterKind } from '../../contract';
import { gpConnectConfig, type GpConnectConfig } from './config';
import { connect } from './connection';
import { coverage } from './coverage';
import { provides } from './provides';

/** The record at a person's practice, over GP Connect 1.6.0 in FHIR STU3 (README). */
export const gpConnect: AdapterKind<GpConnectConfig> = {
  kind: 'gp-connect',
  name: 'SystmOne (GP Connect)',
  provides,
  coverage,
  config: gpConnectConfig,
  connect,
};
