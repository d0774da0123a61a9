import { z } from 'zod';
import { ukCoreConfig } from '../../uk-core/config';

/** Settings of one Nervecentre instance. A call's fifty people with the newest of each vital sign fit on one page. */
export const nervecentreConfig = ukCoreConfig.extend({
  pageSize: z.coerce.number().int().min(1).max(1_000).default(500),
});

export type NervecentreConfig = z.output<typeof nervecentreConfig>;
