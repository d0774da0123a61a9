/** HL7 TS/DTM (2.5.1 section 2.A.22): `YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]`. */
export type Timestamp =
  | {
      readonly kind: 'instant';
      /** ISO 8601 UTC with milliseconds: `2026-11-20T10:00:00.000Z`. */
      readonly instant: string;
      /** True when the sender's wall clock names two moments (October) and gave no offset. */
      readonly ambiguous: boolean;
    }
  /** As precise as it was sent: `2026`, `2026-11`, `2026-11-20`. */
  | { readonly kind: 'date'; readonly text: string };

/** Reads a wall time without offset in the sender's zone; the codec knows of none. Month 1 to 12. */
export type WallReader = (
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
) => { readonly instant: string; readonly ambiguous: boolean };

const FORM = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,6}))?)?)?)?)?)?([+-]\d{4})?$/;

const isRealDay = (year: number, month: number, day: number): boolean => {
  const utc = new Date(Date.UTC(2000, month - 1, day));
  utc.setUTCFullYear(year, month - 1, day);
  return utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day;
};

interface Fields {
  readonly date: string;
  readonly day: readonly [number, number, number];
  readonly time: readonly [number, number, number] | null;
  readonly millis: number;
  /** Minutes east of UTC; null when not said. */
  readonly offset: number | null;
}

const offsetOf = (text: string | undefined): number | null | 'impossible' => {
  if (text === undefined) return null;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3, 5));
  if (hours > 14 || minutes > 59) return 'impossible';
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

const fieldsOf = (text: string): Fields | null => {
  const found = FORM.exec(text.trim());
  if (found === null) return null;
  const [, y = '', mo, d, h, mi, s, fraction, zone] = found;
  const [year, month, day] = [Number(y), Number(mo ?? 1), Number(d ?? 1)];
  const [hour, minute, second] = [Number(h ?? 0), Number(mi ?? 0), Number(s ?? 0)];
  const offset = offsetOf(zone);
  if (year === 0 || month < 1 || month > 12 || !isRealDay(year, month, day)) return null;
  if (hour > 23 || minute > 59 || second > 59 || offset === 'impossible') return null;
  return {
    date: [y, mo, d].filter((part) => part !== undefined).join('-'),
    day: [year, month, day],
    time: h === undefined ? null : [hour, minute, second],
    millis: fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3)),
    offset,
  };
};

/**
 * A moment, or a date as precise as it was sent; null when it is neither (an impossible day, free text, empty).
 * An offset in the text decides; without one `wall` does.
 */
export const parseTs = (text: string, wall: WallReader): Timestamp | null => {
  const fields = fieldsOf(text);
  if (fields === null) return null;
  if (fields.time === null) return { kind: 'date', text: fields.date };
  const [year, month, day] = fields.day;
  const [hour, minute, second] = fields.time;
  if (fields.offset !== null) {
    const utc = new Date(0);
    utc.setUTCFullYear(year, month - 1, day);
    utc.setUTCHours(hour, minute - fields.offset, second, fields.millis);
    return { kind: 'instant', instant: utc.toISOString(), ambiguous: false };
  }
  const read = wall(year, month, day, hour, minute, second);
  const instant = fields.millis === 0 ? read.instant : new Date(Date.parse(read.instant) + fields.millis).toISOString();
  return { kind: 'instant', instant, ambiguous: read.ambiguous };
};

/** The date alone, as precise as sent: a birth date often comes as `19600101000000` and is no moment. */
export const parseDate = (text: string): string | null => fieldsOf(text)?.date ?? null;

/** An ISO moment as HL7 writes it, in UTC and saying so: `20261120100000+0000`. */
export const utcStamp = (instant: string): string =>
  `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}+0000`;
