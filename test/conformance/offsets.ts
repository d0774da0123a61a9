import { plus } from '../../schema/time';
import type { Instant } from '../../schema/time';

const MINUTE = 60_000;

/**
 * A whole JSON string that is a moment of UTC, as a FHIR `dateTime` or `instant` is written. Not midnight: practices write a
 * day so, and then the clock that it is midnight by says which.
 */
const UTC = /"(\d{4}-\d{2}-\d{2}T(?!00:00:00)\d{2}:\d{2}:\d{2}(?:\.\d+)?)(?:Z|[+]00:00)"/g;

/** The same moments, each as a clock five and a half hours ahead shows it: no hour, and often no day, stays as it was. */
export const withOffsets = (text: string): string =>
  text.replace(UTC, (_whole, wall: string) => {
    const ahead = plus(`${wall.slice(0, 19)}.000Z` as Instant, 330 * MINUTE);
    return `"${ahead.slice(0, 19)}${wall.slice(19)}+05:30"`;
  });
