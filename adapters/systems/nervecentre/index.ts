import type { AdapterKind } from '../../contract';
import { nervecentreConfig, type NervecentreConfig } from './config';
import { connect } from './connection';
import { coverage } from './coverage';
import { provides } from './provides';
import { translate } from './translate';

/** Nervecentre, the acute and bedside record: FHIR R4 UK Core to be asked, HL7 v2.4 ADT to be heard (README). */
export const nervecentre: AdapterKind<NervecentreConfig> = {
  kind: 'nervecentre',
  name: 'Nervecentre',
  provides,
  coverage,
  config: nervecentreConfig,
  connect,
  translate,
};
