/** A word of the fault itself, also of one that crossed a thread and is no `Error` any more. */
const wordOf = (fault: unknown, key: 'name' | 'code'): string => {
  if (typeof fault !== 'object' || fault === null || !(key in fault)) return '';
  const word = (fault as { readonly [K in typeof key]?: unknown })[key];
  return typeof word === 'string' ? word : '';
};

/** The code of a fault, as a system call's or an SQLSTATE; empty where it has none. */
export const faultCode = (fault: unknown): string => wordOf(fault, 'code');

/** What kind of fault, for a log: its name and code, as `Error ENOENT`; never its words, which quote values. */
export const faultName = (fault: unknown): string =>
  [wordOf(fault, 'name') || (fault instanceof Error ? 'Error' : typeof fault), faultCode(fault)]
    .filter(Boolean)
    .join(' ');
