import { el } from '../dom';
import type { RouteLine } from './route-answers';
import { spoken, stageMeaning, stageWords } from './words';

/** A word in a colour: the meaning is in the word. */
export const tag = (words: string, colour: string, title = ''): HTMLElement =>
  el('strong', { class: `nhsuk-tag nhsuk-tag--${colour}`, title: title === '' ? null : title }, words);

const STAGE_COLOURS: Readonly<Record<string, string>> = {
  OFF: 'grey',
  SHADOW: 'purple',
  RAMP: 'yellow',
  LIVE: 'green',
  RETIRED: 'blue',
};

const COLOURS: Readonly<Record<string, string>> = {
  CRITICAL: 'red',
  MAJOR: 'orange',
  MINOR: 'yellow',
  COSMETIC: 'grey',
  MATCHED: 'green',
  IGNORED: 'grey',
  IN_FLIGHT: 'blue',
  MISMATCHED: 'red',
  CANDIDATE_FAILED: 'pink',
  CONTROL_FAILED: 'white',
  PLANNED: 'blue',
  NOT_CONNECTED: 'white',
  LIVE: 'green',
  RETIRING: 'orange',
  RETIRED: 'grey',
};

/** How far a route has come: always a word, never a colour alone. */
export const stageTag = (route: Pick<RouteLine, 'stage' | 'percent' | 'sites'>): HTMLElement =>
  tag(stageWords(route), STAGE_COLOURS[route.stage] ?? 'white', stageMeaning(route.stage));

/** A severity, an outcome or a lifecycle, as a word in its colour. */
export const wordTag = (word: string): HTMLElement => tag(spoken(word), COLOURS[word] ?? 'white');
