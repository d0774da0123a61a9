import type { AdapterKind } from '../../contract';
import { systmOneConfig, type SystmOneConfig } from './config';
import { connect } from './connection';
import { coverage } from './coverage';
import { provides } from './provides';

/** SystmOne of a community and mental-health trust: a read facade in FHIR R4 UK Core (README). */
export const systmOne: AdapterKind<SystmOneConfig> = {
  kind: 'systmone',
  name: 'SystmOne',
  provides,
  coverage,
  config: systmOneConfig,
  connect,
};
