import { z } from 'zod';

/** How strict the gate is by which a system is retired; what is not given is as usual. It may be stricter, hardly laxer. */
export const gateSection = z.strictObject({
  /** Days looked back on for readers: more than a month, or a monthly job is overlooked. */
  readerDays: z.int().min(32).max(400).exactOptional(),
  /** Days without a message after which a feed counts as silent. */
  feedDays: z.int().min(1).max(365).exactOptional(),
  /** Different people who must have signed. */
  signOffs: z.int().min(2).max(10).exactOptional(),
});
