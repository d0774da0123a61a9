import { unescape } from './escapes';
import type { Delimiters, SentSegment, Value } from './message';

const EMPTY: Value = { state: 'empty' };
const NULL: Value = { state: 'null' };
/** 2.5.1 section 2.5.3: two double quotes say "nothing", which is not saying nothing. */
export const NULL_TEXT = '""';

/** Segments whose first field is the separator itself, so that numbering starts one earlier (2.5.1 section 2.14.9, 2.10.3). */
const HEADERS = new Set(['MSH', 'FHS', 'BHS']);

const split = (text: string, delimiter: string): string[] => (delimiter === '' ? [text] : text.split(delimiter));

/** The part of that number (from 1), '' past the last: as {@link split}, without making all the others. */
const part = (text: string, delimiter: string, number: number): string => {
  if (delimiter === '') return number === 1 ? text : '';
  let from = 0;
  for (let passed = 1; passed < number; passed += 1) {
    const next = text.indexOf(delimiter, from);
    if (next === -1) return '';
    from = next + delimiter.length;
  }
  const end = text.indexOf(delimiter, from);
  return end === -1 ? text.slice(from) : text.slice(from, end);
};

/** One segment over its line as sent. Fields are cut once, at the first that is asked for; what is below them when it is. */
export class ParsedSegment implements SentSegment {
  readonly name: string;
  #cut: readonly string[] | null = null;

  constructor(
    /** The line as sent, without its end. */
    readonly line: string,
    readonly position: number,
    readonly delimiters: Delimiters,
  ) {
    this.name = part(line, delimiters.field, 1);
  }

  /** Each at its number; before them the name. */
  get #fields(): readonly string[] {
    if (this.#cut !== null) return this.#cut;
    const cut = split(this.line, this.delimiters.field);
    if (HEADERS.has(this.name)) cut.splice(1, 0, this.delimiters.field);
    this.#cut = cut;
    return cut;
  }

  get fieldCount(): number {
    return this.#fields.length - 1;
  }

  raw(field: number): string {
    return field < 1 ? '' : (this.#fields[field] ?? '');
  }

  repetitions(field: number): number {
    const raw = this.raw(field);
    if (raw === '') return 0;
    return this.#isWhole(field) ? 1 : split(raw, this.delimiters.repetition).length;
  }

  text(field: number, component = 1, repetition = 1, subcomponent = 1): string {
    const leaf = this.#leaf(field, component, repetition, subcomponent);
    return leaf === NULL_TEXT ? '' : this.#plain(field, leaf);
  }

  value(field: number, component = 1, repetition = 1, subcomponent = 1): Value {
    const leaf = this.#leaf(field, component, repetition, subcomponent);
    if (leaf === '') return EMPTY;
    return leaf === NULL_TEXT ? NULL : { state: 'present', text: this.#plain(field, leaf) };
  }

  /** As sent. A field that is `""` as a whole is null in each of its components: the sender says to delete all of it. */
  #leaf(field: number, component: number, repetition: number, subcomponent: number): string {
    const raw = this.raw(field);
    if (raw === '') return '';
    if (this.#isWhole(field)) return component === 1 && repetition === 1 && subcomponent === 1 ? raw : '';
    const d = this.delimiters;
    const one = part(raw, d.repetition, repetition);
    if (one === NULL_TEXT) return NULL_TEXT;
    const inner = part(one, d.component, component);
    return inner === NULL_TEXT ? NULL_TEXT : part(inner, d.subcomponent, subcomponent);
  }

  #plain(field: number, leaf: string): string {
    return this.#isWhole(field) ? leaf : unescape(leaf, this.delimiters);
  }

  /** MSH-1 and MSH-2 are the delimiters, not values written with them. */
  #isWhole(field: number): boolean {
    return field <= 2 && HEADERS.has(this.name);
  }
}
