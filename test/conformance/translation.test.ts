import fc from 'fast-check';
import type { Translation } from '../../adapters/contract';
import { parseInstant } from '../../schema/time';
import { damaged } from './damage';
import { EVERY_KIND } from './kinds';
import { messageOf, samplesOf, translatorOf } from './samples';
import { saying } from './saying';
import { inJuly, instantsIn } from './summer-times';

/** One without samples is told of beside the registry. */
const TRANSLATORS = EVERY_KIND.filter(([, registered]) => samplesOf(registered).length > 0);

/** What the samples call their patients by: PID-3, 5, 11 and 13, MRG-1. None of it belongs in a refusal or a note. */
const valuesIn = (text: string): readonly string[] =>
  text
    .split(/[\r\n]+/)
    .flatMap((line) => {
      const fields = line.split('|');
      const personal = fields[0] === 'PID' ? [3, 5, 11, 13] : fields[0] === 'MRG' ? [1] : [];
      return personal.flatMap((at) => (fields[at] ?? '').split(/[~^&]/));
    })
    .filter((value) => value.length >= 5);

const wordsOf = (translation: Translation): readonly string[] =>
  translation.kind === 'refused' ? [translation.refusal.at, translation.refusal.reason] : translation.notes;

describe.each(TRANSLATORS)('%s', (_name, registered) => {
  const translate = translatorOf(registered);
  const samples = samplesOf(registered);
  const values = [...new Set(samples.flatMap(({ text }) => valuesIn(text)))];

  test.each(samples)('$name says what is written beside it, every time', ({ text, events }) => {
    const translation = translate(text);
    expect(translation).toMatchObject({ kind: 'events' });
    expect(translation?.kind === 'events' && translation.events).toEqual(events);
    expect(translate(text)).toEqual(translation);
  });

  test.each(samples)(
    '$name in July: London’s own time without an offset, and the one that an offset says',
    ({ text }) => {
      const said = (offset: '' | '+0100' | '+0000') => {
        const translation = translate(inJuly(text, offset));
        return translation?.kind === 'events' ? translation.events : translation;
      };
      expect(instantsIn(said(''))).toEqual(['2026-07-15T09:00:00.000Z']);
      expect(said('+0100')).toEqual(said(''));
      expect(instantsIn(said('+0000'))).toEqual(['2026-07-15T10:00:00.000Z']);
    },
  );

  test('an event, or a type of message, that it does not know is refused as such', () => {
    for (const { text } of samples) {
      const message = messageOf(text);
      const named = `${message?.messageType}^${message?.triggerEvent}`;
      for (const other of [`${message?.messageType}^Z99`, 'ZZZ^Z99', 'ACK']) {
        const refusal = { hl7: expect.stringMatching(/^20[01]$/), at: expect.stringMatching(/^MSH-9/) };
        expect(translate(text.replace(named, other))).toMatchObject({ kind: 'refused', refusal });
      }
    }
  });

  test('a message about a person that names none is refused, with the place', () => {
    for (const { name, text } of samples) {
      if (!/(^|\r)PID\|/.test(text)) continue;
      const nameless = [
        text.replace(/(^|\r)PID\|[^\r]*/g, ''),
        text.replace(/(^|\r)(PID\|[^|]*\|[^|]*\|)[^|]*/g, '$1$2'),
        text.replace(/(^|\r)PID\|[^\r]*/g, '$1PID'),
      ];
      for (const each of nameless) {
        expect([name, translate(each)]).toMatchObject([
          name,
          { kind: 'refused', refusal: { at: expect.stringMatching(/^PID/) } },
        ]);
      }
    }
  });

  test('the mother’s number (PID-21) is not the person’s: whose record it is stays as it was', () => {
    const recordsIn = (translation: Translation | null) =>
      translation?.kind === 'events'
        ? translation.events.map((event) => ('recordId' in event ? event.recordId : undefined))
        : translation;
    for (const { name, text } of samples) {
      const [, authority = ''] = /\rPID\|[^|]*\|[^|]*\|[^|~^]*\^\^\^([^|~^]*)/.exec(text) ?? [];
      const born = saying(text, 'PID', 21, `M0000000^^^${authority}`);
      expect([name, recordsIn(translate(born))]).toEqual([name, recordsIn(translate(text))]);
    }
  });

  test('damaged, it is translated or refused, never thrown at, and no word of it names a patient', () => {
    fc.assert(
      fc.property(damaged(samples.map(({ text }) => text)), (text) => {
        const translation = translate(text);
        if (translation === null) return;
        expect(translate(text)).toEqual(translation);
        const words = wordsOf(translation).join('\n');
        expect(values.filter((value) => words.includes(value))).toEqual([]);
        if (translation.kind === 'refused') {
          expect(translation.refusal.at).toMatch(/^[A-Z][A-Z0-9]{2}(-\d+(\.\d+)?)?$/);
          return;
        }
        for (const event of translation.events) {
          expect(parseInstant(event.occurredAt)).toBe(event.occurredAt);
          // What is not said is not there: an undefined would overwrite what was said before.
          if ('patch' in event) expect(Object.values(event.patch)).not.toContain(undefined);
          if (event.kind !== 'bed-stock-changed') expect(event.recordId).toMatch(/^[^|\s]+\|.*\S/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
