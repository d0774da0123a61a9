import { z } from 'zod';

const searchset = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.literal('searchset'),
  link: z.array(z.looseObject({ relation: z.string(), url: z.string() })).default([]),
  entry: z.array(z.looseObject({ search: z.looseObject({ mode: z.string() }).optional() })).default([]),
});
export type Searchset = z.infer<typeof searchset>;

/** Null for what is none. */
export const searchsetIn = (text: string): Searchset | null => {
  try {
    return searchset.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};
