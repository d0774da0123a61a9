import { TAG, type Keyword } from '../../../wire/dicomweb/tags';

/** DICOM JSON (PS3.18 Annex F), as the simulated archive writes it. */
export interface Element {
  readonly vr: string;
  readonly Value?: readonly unknown[];
}
export type JsonDataSet = Readonly<Record<string, Element>>;

export type Entry = readonly [keyword: Keyword, vr: string, values?: readonly unknown[]];

/** Attributes in tag order; one without values has its `vr` alone. */
export const jsonDataSet = (...entries: readonly Entry[]): JsonDataSet =>
  Object.fromEntries(
    entries
      .map(([keyword, vr, values = []]): [string, Element] => [
        TAG[keyword],
        values.length === 0 ? { vr } : { vr, Value: values },
      ])
      .sort(([a], [b]) => a.localeCompare(b)),
  );
