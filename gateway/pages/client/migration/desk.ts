import type { AskGraph } from '../graph';
import type { Place } from './place';

/** What every view works with. */
export interface Desk {
  readonly ask: AskGraph;
  /** Says something politely to those who do not see the page. */
  say(words: string): void;
  /** Goes to a place; the browser's back button comes back from it. */
  go(place: Place): void;
  /** Something was changed: shows the same place as it is now. */
  refresh(): void;
}

/** One view of the dashboard. */
export interface View {
  readonly element: HTMLElement;
  readonly title: string;
}
