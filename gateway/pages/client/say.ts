import { found } from './dom';

/** Tells politely; the same words twice are told twice. */
export const say = (words: string): void => {
  const said = found('said');
  said.textContent = said.textContent === words ? `${words}\u00a0` : words;
};
