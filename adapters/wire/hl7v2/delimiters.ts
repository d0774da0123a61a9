import type { Delimiters } from './message';

/** What nearly every sender uses, and what is written here: `|^~\&`. */
export const STANDARD_DELIMITERS: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

/** MSH-2, and the same field of FHS and BHS, as it names these. */
export const encodingCharacters = ({ component, repetition, escape, subcomponent }: Delimiters): string =>
  `${component}${repetition}${escape}${subcomponent}`;

export type DelimitersRead =
  | { readonly kind: 'delimiters'; readonly delimiters: Delimiters; readonly notes: readonly string[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

const unreadable = (reason: string): DelimitersRead => ({ kind: 'unreadable', reason });

/**
 * MSH-1 and MSH-2 of a line that starts with `MSH` (2.5.1 section 2.5.4). Characters missing at the end of MSH-2 are
 * filled with the standard ones where those are free, else left '' (the level does not exist); a fifth character
 * (2.7's truncation mark) is left alone.
 */
export const delimitersOf = (mshLine: string): DelimitersRead => {
  const field = mshLine.charAt(3);
  if (field === '') return unreadable('MSH ends before MSH-1, so its field separator is unknown');
  if (/[A-Za-z0-9\s]/.test(field))
    return unreadable('MSH-1 is a letter, a digit or a blank, so fields cannot be told apart');
  const end = mshLine.indexOf(field, 4);
  const sent = mshLine.slice(4, end === -1 ? undefined : end);
  const notes: string[] = [];
  const taken = new Set<string>([field]);
  const pick = (index: number, standard: string): string => {
    const own = sent.charAt(index);
    const wanted = own === '' ? standard : own;
    if (taken.has(wanted)) {
      if (own !== '') notes.push('MSH-2 names one character twice; its second use is ignored');
      return '';
    }
    if (/[A-Za-z0-9]/.test(wanted)) {
      notes.push('MSH-2 names a letter or a digit as a delimiter; it is ignored');
      return '';
    }
    taken.add(wanted);
    return wanted;
  };
  if (sent.length < 4) notes.push('MSH-2 holds fewer than four characters; the standard ones stand in');
  const delimiters: Delimiters = {
    field,
    component: pick(0, STANDARD_DELIMITERS.component),
    repetition: pick(1, STANDARD_DELIMITERS.repetition),
    escape: pick(2, STANDARD_DELIMITERS.escape),
    subcomponent: pick(3, STANDARD_DELIMITERS.subcomponent),
  };
  return { kind: 'delimiters', delimiters, notes };
};
