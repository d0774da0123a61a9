import { MESSAGE_PROBLEMS, MESSAGE_STATES } from '../../../../schema/messages';

/** `WAITING_FOR_MERGE` of the graph -> `waiting-for-merge` of the contract, where the meanings stand. */
const contractWord = (graphWord: string): string => graphWord.toLowerCase().replaceAll('_', '-');

/** `WAITING_FOR_MERGE` -> `Waiting for merge`. */
export const spoken = (graphWord: string): string => {
  const words = graphWord.toLowerCase().replaceAll(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const STATES = Object.keys(MESSAGE_STATES).map((state) => state.toUpperCase());
export const PROBLEMS = Object.keys(MESSAGE_PROBLEMS).map((problem) => problem.toUpperCase().replaceAll('-', '_'));

const meaningIn = (words: Readonly<Record<string, string>>, graphWord: string): string =>
  words[contractWord(graphWord)] ?? '';

export const stateMeaning = (state: string): string => meaningIn(MESSAGE_STATES, state);
export const problemMeaning = (problem: string): string => meaningIn(MESSAGE_PROBLEMS, problem);

/** MSA-1 (HL7 table 0008), in words. */
const CODES: Readonly<Record<string, string>> = {
  AA: 'Accepted: it is taken.',
  CA: 'Accepted for safekeeping: it is on disk.',
  AE: 'Error: it is not taken as it is.',
  CE: 'Error on receipt: it is not taken as it is.',
  AR: 'Rejected: it is not taken.',
  CR: 'Rejected on receipt: it is not taken.',
};
export const toldMeaning = (code: string): string => CODES[code] ?? '';

const RELATIONS: Readonly<Record<string, string>> = {
  CORRECTS: 'This message corrects',
  CORRECTED_BY: 'This message was corrected by',
  CONFLICTS_WITH: 'Same control id, other content, earlier',
  CONFLICTED_BY: 'Same control id, other content, later',
  WAITS_BEHIND: 'This message waits behind',
  SAME_BATCH: 'Came in the same batch',
};
export const relationWords = (relation: string): string => RELATIONS[relation] ?? spoken(relation);

const SINGULAR: Readonly<Record<string, string>> = { messages: 'message', differences: 'difference' };

/** `1 message`, `2 messages`, `1,200 messages`. */
export const counted = (count: number, plural: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? (SINGULAR[plural] ?? plural) : plural}`;
