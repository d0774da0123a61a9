import type { Difference } from '../../schema/difference';
import { systemOfKey } from '../../schema/record-key';
import { conceptOf, sameConcept } from './concepts';
import { sameButOrder } from './list-order';

type Leaves = ReadonlyMap<string, string>;

/** One difference beside all that both tellings say of its record. */
export interface Judged {
  readonly difference: Difference;
  /** Null where that side has no such record. */
  readonly control: Leaves | null;
  readonly candidate: Leaves | null;
}

/** A way to differ that is no mismatch. The name stands on each difference that it explains. */
export interface IgnoreRule {
  readonly name: string;
  readonly why: string;
  ignores(judged: Judged): boolean;
}

/** Clocks of two systems, of which neither is the right one. */
export const CLOCK_SKEW_MS = 5_000;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

const apart = (a: string | null, b: string | null): number =>
  a !== null && b !== null && INSTANT.test(a) && INSTANT.test(b) ? Math.abs(Date.parse(a) - Date.parse(b)) : Infinity;

const both = ({ control, candidate }: Judged, test: (control: Leaves, candidate: Leaves) => boolean): boolean =>
  control !== null && candidate !== null && test(control, candidate);

/** `quantity.unit` says in words what `quantity.ucum` says in code; `valueText` says both once more. */
const quantityBeside = (field: string): string | null => {
  if (field.endsWith('quantity.unit')) return field.slice(0, -'unit'.length);
  return field.endsWith('valueText') ? `${field.slice(0, -'valueText'.length)}quantity.` : null;
};

const sameQuantity = (field: string, control: Leaves, candidate: Leaves): boolean => {
  const quantity = quantityBeside(field);
  if (quantity === null) return false;
  const same = (part: string): boolean => control.get(`${quantity}${part}`) === candidate.get(`${quantity}${part}`);
  return control.has(`${quantity}ucum`) && ['value', 'comparator', 'ucum'].every(same);
};

/** Keys of records of two systems. */
const ownKeys = (before: string | null, after: string | null): boolean => {
  const [one, other] = [before, after].map((key) => (key === null ? undefined : systemOfKey(key)));
  return one !== undefined && other !== undefined && one !== other;
};

/**
 * The rules that hold for every route, in the order in which they are tried. Provenance (`source`, `messageId`) and lists
 * to which FHIR gives no order are left out before anything is compared (`normalise.ts`).
 */
export const IGNORE_RULES: readonly IgnoreRule[] = [
  {
    name: 'formatting',
    why: 'Letters’ case, white space and punctuation of words: nothing is said differently.',
    ignores: ({ difference }) => difference.severity === 'cosmetic',
  },
  {
    name: 'clock-skew',
    why: `Two systems' clocks, ${CLOCK_SKEW_MS / 1_000} seconds apart at most.`,
    ignores: ({ difference: { before, after } }) => apart(before, after) <= CLOCK_SKEW_MS,
  },
  {
    name: 'unit-spelling',
    why: 'The unit is written otherwise beside the same value and the same UCUM code.',
    ignores: (judged) =>
      both(judged, (control, candidate) => sameQuantity(judged.difference.field, control, candidate)),
  },
  {
    name: 'same-code',
    why: 'The same published code; one side adds words or a code of its own.',
    ignores: (judged) => {
      const concept = conceptOf(judged.difference.field);
      return concept !== null && both(judged, (a, b) => sameConcept(concept, a, b) === 'same-code');
    },
  },
  {
    name: 'local-code-system',
    why: 'The same code with the same words, each under the name of the system that sends it: provenance.',
    ignores: (judged) => {
      const concept = conceptOf(judged.difference.field);
      return concept !== null && both(judged, (a, b) => sameConcept(concept, a, b) === 'local-code-system');
    },
  },
  {
    name: 'own-key',
    why: 'What a record points to, by the key that each system has for it: which of the other’s it is cannot be told.',
    ignores: ({ difference: { before, after } }) => ownKeys(before, after),
  },
  {
    name: 'added-code',
    why: 'The same codes in every system that both sides use; one side adds a code of another system.',
    ignores: (judged) => {
      const concept = conceptOf(judged.difference.field);
      return concept !== null && both(judged, (a, b) => sameConcept(concept, a, b) === 'added-code');
    },
  },
  {
    name: 'order',
    why: 'The same members of a list, told in another order.',
    ignores: (judged) =>
      both(judged, (control, candidate) => sameButOrder(judged.difference.field, control, candidate)),
  },
];
