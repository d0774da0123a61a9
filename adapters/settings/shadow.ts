import { z } from 'zod';
import { duration } from './duration';

const percent = z.number().min(0).max(100);

/** Differences wait for it in memory, and while they do a ramp stands. */
const settle = duration.refine((ms) => ms <= 300_000, { error: 'must be 5m at most' });

const comparing = {
  /** Of live reads that are compared, while there is room; 0 compares nothing. */
  percent: percent.optional(),
  /** Time between two compared reads of a route in one process, on average; `0s` compares all that `percent` leaves. */
  every: duration.optional(),
  /** Of compared reads for which the control is asked a second time. */
  noise: percent.optional(),
  /** How long the slower feed takes to tell a change; a ramp that differs goes back so much later. */
  settle: settle.optional(),
  /** False where a candidate that wants a user's name is not to be asked in that of whoever read. */
  inUsersName: z.boolean().optional(),
};

/** How live reads of routes in shadow or ramp are compared; each route may differ. */
export const shadowSection = z.strictObject({
  ...comparing,
  /** How often a ramp is held against its budget; 10 s at most. */
  watch: duration.refine((ms) => ms > 0 && ms <= 10_000, { error: 'must be 10s at most' }).optional(),
  routes: z.array(z.strictObject({ route: z.string().regex(/^[^/]+\/[^/]+\/[^/]+$/), ...comparing })).optional(),
});

export type ShadowSection = z.infer<typeof shadowSection>;
