import { fromLondonWall, londonStamp } from '../../../schema/time';
import type { Instant } from '../../../schema/time';
import { instantOfTs, momentOrDateOfTs } from '../../segments/ts';

/** Of a time of day, as much as there is. */
const clock = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined).join(':');

/** `2026-11-20 09:15:30` of `20261120091530`. */
const spaced = (digits: string): string => {
  const [, year, month, day, ...time] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)?(\d\d)?$/.exec(digits) ?? [];
  return `${year}-${month}-${day} ${clock(time)}`;
};

/** Where London's clocks name two moments alike, which of them it is. */
const whichOfTwo = (at: Instant, stamp: string): string => {
  const part = (from: number, to: number): number => Number(stamp.slice(from, to));
  const { instant, ambiguous } = fromLondonWall(
    part(0, 4),
    part(4, 6),
    part(6, 8),
    part(8, 10),
    part(10, 12),
    part(12, 14),
  );
  return !ambiguous ? '' : Date.parse(at) - Date.parse(instant) < 60_000 ? ' BST' : ' GMT';
};

/**
 * A date or a moment (HL7 2.5.1 sections 2.A.21, 2.A.22 and 2.A.77) as a reader in London reads it, no more precise than it
 * was reported: `2026-11`, `2026-11-20`, `2026-11-20 09:15`. Without an offset the clock stands as it was written; with one
 * it is London's. What is neither stays as it came.
 */
export const reportedMoment = (text: string): string => {
  const [, digits = '', fraction = '', zone] = /^(\d{10,14})(\.\d+)?([+-]\d{4})?$/.exec(text.trim()) ?? [];
  const at = digits === '' ? undefined : instantOfTs(text);
  if (at === undefined) return momentOrDateOfTs(text) ?? text;
  if (zone === undefined) return `${spaced(digits)}${fraction}`;
  const stamp = londonStamp(at);
  // Some zones are half an hour off: then minutes count, though none were said.
  const length = zone.endsWith('00') ? digits.length : Math.max(12, digits.length);
  return `${spaced(stamp.slice(0, length))}${fraction}${whichOfTwo(at, stamp)}`;
};

/** A time of no day (TM, 2.5.1 section 2.A.75): `09:15` of `0915`, with the offset that it was reported with. */
export const reportedTime = (text: string): string => {
  const form = /^([01]\d|2[0-3])(?:([0-5]\d)([0-5]\d)?)?(\.\d+)?(?:([+-]\d\d)(\d\d))?$/;
  const [whole, hour, minute, second, fraction = '', hours, minutes] = form.exec(text.trim()) ?? [];
  if (whole === undefined) return text;
  return `${clock([hour, minute, second])}${fraction}${hours === undefined ? '' : ` ${hours}:${minutes}`}`;
};
