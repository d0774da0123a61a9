/** A word of the fault itself, also of one that crossed a thread and is no `Error` any more. */
const wordOf = (fault: unknown, key: 'name' | 'code'): string => {
  if (typeof fault !== 'object' || fault === null || !(key in fault)) return '';
  const word = (fault as { readonly [K in typeof key]?: unknown })[key];
  return typeof word === 'string' ? word : '';
};

/** What kind of fault, for a log: its name and code, as `Error ENOENT`; never its words, which quote values. */
export const faultName = (fault: unknown): string =>
  [wordOf(fault, 'name') || (fault instanceof Error ? 'Error' : typeof fault), wordOf(fault, 'code')]
    .filter(Boolean)
    .join(' ');
