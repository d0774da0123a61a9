import { ukCoreConfig, type UkCoreConfig } from '../../uk-core/config';

/** Settings of one SystmOne read facade. */
export const systmOneConfig = ukCoreConfig;
export type SystmOneConfig = UkCoreConfig;
