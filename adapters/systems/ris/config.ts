import { z } from 'zod';

/** A RIS is only heard: its feed's settings (port, dialect, silence) are the feed's. */
export const risConfig = z.strictObject({});
export type RisConfig = z.output<typeof risConfig>;
