import { inspect } from 'node:util';
import type { Answer } from '../../schema/answer';
import type { Hospital } from '../../adapters/simulation/hospital';

/** Everything a run said to engineers: log lines, errors with whatever hangs on them, warnings. */
export interface Words {
  readonly log: (line: string) => void;
  error(error: unknown): void;
  answers(answers: readonly Answer<unknown>[]): void;
  said(): readonly string[];
}

export const listenToWords = (): Words => {
  const said = new Set<string>();
  return {
    log: (line) => void said.add(line),
    // A logger prints an error with its cause and its own fields, so those count as said.
    error: (error) => void said.add(inspect(error, { depth: 6 })),
    answers: (answers) => {
      for (const answer of answers) {
        if (answer.kind === 'failed') said.add(answer.error.message);
        else for (const { code, text } of answer.warnings) said.add(`${code}: ${text}`);
      }
    },
    said: () => [...said],
  };
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Finds what belongs to a person of the hospital, as a whole word in a case it is sent in: May is somebody, may is not. */
export const patientValuesIn = ({ people }: Hospital): ((text: string) => readonly string[]) => {
  const values = new Set(
    people.flatMap(({ family, given, nhsNumber, rweNumber, rt5Number, postcode, phone, addressLine }) =>
      [family, given, nhsNumber, rweNumber, rt5Number, postcode, phone, addressLine].flatMap((value) =>
        value ? [value, value.toUpperCase()] : [],
      ),
    ),
  );
  const pattern = new RegExp(`(?<!\\w)(${[...values].map(escaped).join('|')})(?!\\w)`, 'g');
  return (text) => text.match(pattern) ?? [];
};
