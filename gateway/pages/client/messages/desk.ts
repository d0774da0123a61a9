import type { AskGraph } from '../graph';
import type { Place } from './place';

/** What every view works with. */
export interface Desk {
  readonly ask: AskGraph;
  /** Says something politely to those who do not see the page. */
  say(words: string): void;
  /** Writes in the address where one is, without moving; the browser's back button comes back from it. */
  record(place: Place): void;
  /** Goes back to the messages found, as they were left. */
  back(): void;
}

/**
 * One part of the console. `leave` stops what it does while nobody looks. `signedIn`, where it is not to be built anew
 * once somebody signed in, perhaps another: what was shown goes and is asked for anew, what was typed stays.
 */
export interface View {
  readonly element: HTMLElement;
  readonly title: string;
  leave?(): void;
  signedIn?(): void;
}
