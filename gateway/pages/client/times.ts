import { momentWords } from '../../../schema/moment-words';
import { instantOf, type Instant } from '../../../schema/time';
import { el } from './dom';

/** A moment as an element, with the exact one behind it. */
export const time = (at: string): HTMLElement => el('time', { datetime: at }, momentWords(at));

/** `35 s`, `12 min`, `3 h`, `2 days`. */
export const span = (seconds: number): string => {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
};

let heard: { readonly millis: number; readonly at: number } | null = null;

/** The server said what time it is. Its time counts, not the reader's machine's. */
export const serverSaid = (at: string): void => {
  heard = { millis: Date.parse(at), at: performance.now() };
};

export const serverTimeKnown = (): boolean => heard !== null;

/** Now, as the server told it last and as much later as has passed since. */
export const serverMillis = (): number =>
  heard ? heard.millis + (performance.now() - heard.at) : performance.timeOrigin + performance.now();

/** So many milliseconds before the server's now. */
export const ago = (millis: number): Instant => instantOf(serverMillis() - millis);
