import type { RoutedAnswer } from '../../schema/capabilities';
import type { Demographics } from '../../schema/clinical/person';
import { valuesOf } from '../completeness';

/** The routed system's record fills the fields: routes come in the ledger's order, so the first that has one. */
export const chosen = (answers: readonly RoutedAnswer<Demographics>[]): Demographics | null =>
  valuesOf(answers)[0] ?? null;

/** Fields that systems are held against each other on, each as printable text. */
const COMPARED: Readonly<Record<string, (record: Demographics) => string | null>> = {
  nhsNumber: (record) => record.nhsNumber ?? null,
  name: (record) =>
    [record.name.family?.toUpperCase(), record.name.given.join(' ').toUpperCase()].filter(Boolean).join(', ') || null,
  gender: (record) => (record.gender === 'unknown' ? null : record.gender.toUpperCase()),
  birthDate: (record) => record.birthDate ?? null,
  deceased: (record) => String(record.deceased),
  address: (record) => record.address?.postalCode?.replace(/\s/g, '').toUpperCase() ?? null,
  generalPractice: (record) => record.generalPractice?.odsCode ?? null,
};

export interface Disagreement {
  readonly field: string;
  readonly values: readonly { readonly value: string | null; readonly record: Demographics }[];
}

/** Fields on which two records that both say something differ. Silence is not disagreement. */
export const disagreements = (records: readonly Demographics[]): readonly Disagreement[] =>
  Object.entries(COMPARED).flatMap(([field, read]) => {
    const values = records.map((record) => ({ value: read(record), record }));
    const said = new Set(values.flatMap(({ value }) => (value === null ? [] : [value])));
    return said.size > 1 ? [{ field, values: values.filter(({ value }) => value !== null) }] : [];
  });

/** Whole years between a birth date and a day; null when the birth date is not known to the day. */
export const ageInYears = (birthDate: string | undefined, on: string): number | null => {
  if (!birthDate || birthDate.length < 10) return null;
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return on.slice(5, 10) < birthDate.slice(5) ? years - 1 : years;
};
