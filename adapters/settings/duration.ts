import { z } from 'zod';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** `30s`, `15m`, `2h`, in milliseconds. */
export const duration = z
  .string()
  .regex(/^\d+[smh]$/, 'is not a duration such as 30s, 15m or 2h')
  .transform((text) => Number(text.slice(0, -1)) * UNITS[text.slice(-1) as keyof typeof UNITS]);
