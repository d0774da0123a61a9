import { escape } from './escapes';
import type { Delimiters } from './message';
import { NULL_TEXT } from './segment';

/** Written as `""`: delete what you hold. */
export const NULL = { state: 'null' } as const;

/** Text not yet escaped. undefined and '' both say nothing. */
export type Leaf = string | undefined | typeof NULL;
/** One component; a list is its subcomponents. */
export type Component = Leaf | readonly Leaf[];
/** One repetition; a list is its components: `['9990000018', '', '', 'NHS']`. */
export type Repetition = Leaf | readonly Component[];
/** A field: one repetition, or several through {@link repeat}. */
export type Field = Repetition | { readonly repetitions: readonly Repetition[] };

export const repeat = (...repetitions: readonly Repetition[]): Field => ({ repetitions });

const isList = <T>(value: unknown): value is readonly T[] => Array.isArray(value);

/** Trailing delimiters say nothing; without them a field reads as people write it. */
const joined = (parts: readonly string[], delimiter: string): string => {
  let length = parts.length;
  while (length > 0 && parts[length - 1] === '') length -= 1;
  return parts.slice(0, length).join(delimiter);
};

const leafText = (leaf: Leaf, d: Delimiters): string => {
  if (leaf === undefined) return '';
  return typeof leaf === 'string' ? escape(leaf, d) : NULL_TEXT;
};

const componentText = (component: Component, d: Delimiters): string =>
  isList<Leaf>(component)
    ? joined(
        component.map((leaf) => leafText(leaf, d)),
        d.subcomponent,
      )
    : leafText(component, d);

const repetitionText = (repetition: Repetition, d: Delimiters): string =>
  isList<Component>(repetition)
    ? joined(
        repetition.map((component) => componentText(component, d)),
        d.component,
      )
    : leafText(repetition, d);

/** A field as it is sent, every value escaped. Empty repetitions between others keep their place. */
export const fieldText = (field: Field, d: Delimiters): string =>
  typeof field === 'object' && 'repetitions' in field
    ? joined(
        field.repetitions.map((repetition) => repetitionText(repetition, d)),
        d.repetition,
      )
    : repetitionText(field, d);
