const NAMES = ['MSH', 'FHS', 'BHS'] as const;

/** A byte order mark in UTF-8, UTF-16 or UTF-32, NUL bytes left out. */
const MARK = /^(?:\u00EF\u00BB\u00BF|\u00FF\u00FE|\u00FE\u00FF)/;
const HALF_MARK = /^(?:\u00EF\u00BB?|[\u00FE\u00FF])$/;

/** Any separator that is neither letter, digit nor blank goes on with another delimiter (2.5.1 section 2.5.4); the usual one is enough. */
const SEPARATED = /^(?:\||[!-/:-@[-`{-~]{2})/;
const HALF_SEPARATED = /^[!-/:-@[-`{-~]?$/;

/** Blank space before a header is tolerated when a block is read, but not any length of it. */
const LONGEST = 64;

/**
 * Whether bytes begin as a message, a file or a batch does: MSH, FHS or BHS with delimiters behind it, in UTF-16, UTF-32 or
 * any charset that has ASCII in it. `undecided` while more bytes may say so. The name alone is not enough: a report may tell
 * of MSH2, a gene.
 */
export const isHeader = (bytes: Buffer): 'yes' | 'no' | 'undecided' => {
  if (bytes.length > LONGEST) return 'no';
  const text = bytes.toString('latin1').replaceAll('\0', '').replace(MARK, '').trimStart();
  if (HALF_MARK.test(text) || NAMES.some((name) => name.startsWith(text))) return 'undecided';
  if (!NAMES.some((name) => text.startsWith(name))) return 'no';
  const delimiters = text.slice(3);
  if (SEPARATED.test(delimiters)) return 'yes';
  return HALF_SEPARATED.test(delimiters) ? 'undecided' : 'no';
};

const LINE_ENDS = [0x0d, 0x0a];

/** Whether a message, a file or a batch begins in bytes: at their beginning, or on a line of its own. */
export const holdsHeader = (bytes: Buffer): boolean => {
  const beginsAt = (at: number): boolean => isHeader(bytes.subarray(at, at + LONGEST)) === 'yes';
  if (beginsAt(0)) return true;
  for (const [at, byte] of bytes.entries()) if (LINE_ENDS.includes(byte) && beginsAt(at + 1)) return true;
  return false;
};
