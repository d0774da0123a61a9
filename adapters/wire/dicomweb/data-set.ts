import { z } from 'zod';
import { NotDicom } from './not-dicom';
import { TAG, type Keyword } from './tags';

/** PS3.18 Annex F: `vr` always; `Value` left out when empty; an empty value among others is null. */
const element = z.object({
  vr: z.string().regex(/^[A-Z]{2}$/),
  Value: z.array(z.unknown()).optional(),
});
const dataSet = z.record(z.string().regex(/^[0-9A-Fa-f]{8}$/), element);
const personName = z.object({ Alphabetic: z.string().optional() });

export type DicomElement = z.infer<typeof element>;

/** One object of a DICOM JSON answer: a study, a series, an instance, or an item of a sequence. */
export class DataSet {
  readonly #elements: ReadonlyMap<string, DicomElement>;

  /** Throws {@link NotDicom}. */
  constructor(json: unknown) {
    const read = dataSet.safeParse(json);
    if (!read.success) throw new NotDicom('An entry of the answer is not a DICOM JSON data set');
    this.#elements = new Map(Object.entries(read.data).map(([tag, one]) => [tag.toUpperCase(), one]));
  }

  #values(keyword: Keyword): readonly unknown[] {
    return this.#elements.get(TAG[keyword])?.Value ?? [];
  }

  /** Every value as text, blanks trimmed and empty ones left out; IS and DS may be written as numbers or as strings. */
  texts(keyword: Keyword): readonly string[] {
    return this.#values(keyword).flatMap((value) => {
      if (typeof value === 'number') return [String(value)];
      const text = typeof value === 'string' ? value.trim() : '';
      return text === '' ? [] : [text];
    });
  }

  text(keyword: Keyword): string | undefined {
    return this.texts(keyword)[0];
  }

  /** A whole number (IS, US, UL); undefined when there is none. Throws {@link NotDicom} when it is something else. */
  integer(keyword: Keyword): number | undefined {
    const text = this.text(keyword);
    if (text === undefined) return undefined;
    if (!/^[+-]?\d+$/.test(text)) throw new NotDicom(`${keyword} is not a whole number`);
    return Number(text);
  }

  /** PN in its alphabetic form, `TESTER^MAVIS`. */
  personName(keyword: Keyword): string | undefined {
    const [value] = this.#values(keyword);
    if (typeof value === 'string') return value;
    const name = personName.safeParse(value);
    return name.success ? name.data.Alphabetic : undefined;
  }

  /** The items of a sequence (SQ). Throws {@link NotDicom}. */
  items(keyword: Keyword): readonly DataSet[] {
    return this.#values(keyword)
      .filter((item) => item !== null)
      .map((item) => new DataSet(item));
  }
}
