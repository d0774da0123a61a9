import { unescape } from './escapes';
import type { Delimiters, SentSegment, Value } from './message';

const EMPTY: Value = { state: 'empty' };
const NULL: Value = { state: 'null' };
/** 2.5.1 section 2.5.3: two double quotes say "nothing", which is not saying nothing. */
export const NULL_TEXT = '""';

/** Segments whose first field is the separator itself, so that numbering starts one earlier (2.5.1 section 2.14.9, 2.10.3). */
const HEADERS = new Set(['MSH', 'FHS', 'BHS']);

const split = (text: string, delimiter: string): string[] => (delimiter === '' ? [text] : text.split(delimiter));

/** One segment over its line as sent. Fields are cut once; what is below them only when it is asked for. */
export class ParsedSegment implements SentSegment {
  readonly name: string;
  readonly #fields: readonly string[];

  constructor(
    /** The line as sent, without its end. */
    readonly line: string,
    readonly position: number,
    readonly delimiters: Delimiters,
  ) {
    const [name = '', ...fields] = line.split(delimiters.field);
    this.name = name;
    this.#fields = HEADERS.has(name) ? [delimiters.field, ...fields] : fields;
  }

  get fieldCount(): number {
    return this.#fields.length;
  }

  raw(field: number): string {
    return this.#fields[field - 1] ?? '';
  }

  repetitions(field: number): number {
    const raw = this.raw(field);
    if (raw === '') return 0;
    return this.#isWhole(field) ? 1 : split(raw, this.delimiters.repetition).length;
  }

  text(field: number, component = 1, repetition = 1, subcomponent = 1): string {
    const value = this.value(field, component, repetition, subcomponent);
    return value.state === 'present' ? value.text : '';
  }

  /** A field that is `""` as a whole is null in each of its components: the sender says to delete all of it. */
  value(field: number, component = 1, repetition = 1, subcomponent = 1): Value {
    const raw = this.raw(field);
    if (raw === '') return EMPTY;
    if (this.#isWhole(field)) {
      return component === 1 && repetition === 1 && subcomponent === 1 ? { state: 'present', text: raw } : EMPTY;
    }
    const d = this.delimiters;
    const one = split(raw, d.repetition)[repetition - 1] ?? '';
    if (one === NULL_TEXT) return NULL;
    const part = split(one, d.component)[component - 1] ?? '';
    if (part === NULL_TEXT) return NULL;
    const leaf = split(part, d.subcomponent)[subcomponent - 1] ?? '';
    if (leaf === '') return EMPTY;
    return leaf === NULL_TEXT ? NULL : { state: 'present', text: unescape(leaf, d) };
  }

  /** MSH-1 and MSH-2 are the delimiters, not values written with them. */
  #isWhole(field: number): boolean {
    return field <= 2 && HEADERS.has(this.name);
  }
}
