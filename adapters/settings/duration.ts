import { z } from 'zod';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `30s`, `15m`, `2h`, `90d`, in milliseconds. */
export const duration = z
  .string()
  .regex(/^\d+[smhd]$/, 'is not a duration such as 30s, 15m, 2h or 90d')
  .transform((text) => Number(text.slice(0, -1)) * UNITS[text.slice(-1) as keyof typeof UNITS]);

/** How long content is kept. Not less than a day: what is pruned cannot be had back, and `90m` is easily written for `90d`. */
export const retention = duration.refine((ms) => ms >= UNITS.d, 'is less than a day (1d)');
