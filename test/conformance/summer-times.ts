/** A moment as a sender writes it (HL7 TS), to the minute or finer, with or without an offset; never within a longer number. */
const MOMENT =
  /(?<=[|~^&])20\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\.\d+)?)?(?:[+-]\d{4})?(?=[|~^&\r]|$)/g;

/** A message all of whose moments are ten o'clock on one day in July, said with this offset or with none. */
export const inJuly = (text: string, offset: '' | '+0100' | '+0000'): string =>
  text.replace(MOMENT, `20260715100000${offset}`);

const INSTANT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

/** The instants of events, each once. */
export const instantsIn = (events: unknown): readonly string[] => [
  ...new Set(JSON.stringify(events).match(INSTANT) ?? []),
];
