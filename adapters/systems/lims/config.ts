import { z } from 'zod';

/** A LIMS is only heard: its feed's settings (port, dialect, silence) are the feed's. */
export const limsConfig = z.strictObject({});
export type LimsConfig = z.output<typeof limsConfig>;
