import { EVERY_KIND } from './kinds';
import { numberOf, REPORT_WORDS, reportsIn, withAnother } from './reports';
import { samplesOf, translatorOf } from './samples';
import { saying } from './saying';

/** Each kind that pushes reports, with its samples that hold any. */
const REPORTERS = EVERY_KIND.map(([name, registered]) => {
  const translate = translatorOf(registered);
  return {
    name,
    translate,
    samples: samplesOf(registered).filter(({ text }) => reportsIn(translate(text)).length > 0),
  };
}).filter(({ samples }) => samples.length > 0);

describe.each(REPORTERS)('$name', ({ translate, samples }) => {
  const withLines = samples.filter(({ text }) => text.includes('\rOBX|'));

  test('a report is preliminary, final, corrected or cancelled as OBR-25 says', () => {
    for (const { name, text } of samples) {
      for (const [word, status] of REPORT_WORDS) {
        const told = reportsIn(translate(saying(saying(text, 'OBR', 25, word), 'OBX', 11, word)));
        expect([name, word, [...new Set(told.map((report) => report.status))]]).toEqual([name, word, [status]]);
      }
    }
  });

  test('a report all of whose lines are withdrawn (OBX-11) is retracted', () => {
    for (const { name, text } of withLines) {
      for (const word of ['W', 'D']) {
        const told = reportsIn(translate(saying(text, 'OBX', 11, word)));
        expect([name, word, [...new Set(told.map(({ retracted }) => retracted))]]).toEqual([name, word, [true]]);
      }
    }
  });

  test('a line of text is told to its end, whatever its sender forgot to escape', () => {
    const words = ['first', 'second', 'third', 'fourth'];
    for (const { name, text } of withLines) {
      for (const type of ['TX', 'FT']) {
        const lines = saying(saying(text, 'OBX', 2, type), 'OBX', 5, 'first & second^third~fourth');
        const told = JSON.stringify(reportsIn(translate(saying(lines, 'OBX', 11, 'F'))));
        expect([name, type, words.filter((word) => !told.includes(word))]).toEqual([name, type, []]);
      }
    }
  });

  test('of a message with two reports both are told, or it is refused: none is passed over', () => {
    for (const { name, text } of samples) {
      const both = translate(withAnother(text));
      if (both?.kind === 'refused') continue;
      const [one, two] = [reportsIn(translate(text)), reportsIn(both)].map(
        (told) => new Set(told.map((report) => numberOf(report))),
      );
      expect([name, two?.size]).toEqual([name, 2 * (one?.size ?? 0)]);
    }
  });
});
