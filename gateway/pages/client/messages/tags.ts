import type { Told } from './answers';
import { el } from '../dom';
import { problemMeaning, spoken, stateMeaning, toldMeaning } from './words';

const COLOURS: Readonly<Record<string, string>> = {
  RECEIVED: 'blue',
  TRANSLATED: 'green',
  HELD: 'orange',
  REFUSED: 'red',
  SUPERSEDED: 'grey',
  CRITICAL: 'red',
  MAJOR: 'orange',
  MINOR: 'yellow',
  COSMETIC: 'grey',
};

const tag = (words: string, colour: string, title: string): HTMLElement =>
  el('strong', { class: `nhsuk-tag nhsuk-tag--${colour}`, title: title === '' ? null : title }, words);

/** What became of a message, or how much a difference matters: always a word, never a colour alone. */
export const stateTag = (word: string): HTMLElement => tag(spoken(word), COLOURS[word] ?? 'grey', stateMeaning(word));

export const problemTag = (word: string): HTMLElement => tag(spoken(word), 'white', problemMeaning(word));

const POSITIVE = new Set(['AA', 'CA']);

/** What its sender was told: MSA-1. */
export const toldTag = (told: Told | null): HTMLElement =>
  told === null
    ? el('span', { class: 'nhsuk-u-secondary-text-colour' }, 'nothing')
    : tag(told.code, POSITIVE.has(told.code) ? 'aqua-green' : 'red', toldMeaning(told.code));
