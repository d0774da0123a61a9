import { searchsetIn } from './searchset';

/** A searchset of whose last match nothing is left but what it is and its id; as it was, where it has fewer than two. */
export const withOneUnreadable = (text: string): string | null => {
  const whole = searchsetIn(text);
  const matches = whole?.entry.filter(({ search }) => search?.mode === 'match') ?? [];
  const last = matches.at(-1);
  if (whole === null || matches.length < 2) return null;
  const entry = whole.entry.map((each) => {
    if (each !== last) return each;
    const { resourceType, id } = each['resource'] as { readonly resourceType: string; readonly id: string };
    return { ...each, resource: { resourceType, id } };
  });
  return JSON.stringify({ ...whole, entry });
};
