import type { Instant } from '../../schema/time';
import type { Refusal } from '../contract';
import type { Hl7Message } from '../wire/hl7v2/message';
import { instantsInOrder } from './in-order';
import { momentOfTs } from './ts';

export interface Occurrence {
  readonly occurredAt: Instant;
  /** When its sender put it in: EVN-2, else MSH-7, else no other time than it happened. */
  readonly recordedAt: Instant;
  readonly notes: readonly string[];
}

/** The first of these that is a time. */
const firstTime = (texts: readonly string[]): string | undefined => texts.find((text) => momentOfTs(text) !== null);

/** When it happened: EVN-6, else EVN-2, else MSH-7 (the order of events rests on it). Refused (102) when none is a time. */
export const occurrence = (message: Hl7Message): Occurrence | Refusal => {
  const evn = message.first('EVN');
  const [put, sent] = [evn?.text(2) ?? '', message.msh.text(7)];
  const candidates: readonly (readonly [string, string])[] = [
    ['EVN-6', evn?.text(6) ?? ''],
    ['EVN-2', put],
    ['MSH-7', sent],
  ];
  const notes: string[] = [];
  for (const [place, text] of candidates) {
    if (text === '') continue;
    const moment = momentOfTs(text);
    if (moment === null) notes.push(`${place} is not a time: passed over`);
    else {
      if (moment.ambiguous) notes.push(`${place} lies in the hour that October repeats: the earlier one was taken`);
      const [, recorded] = instantsInOrder([text, firstTime([put, sent]) ?? text]);
      return { occurredAt: moment.instant, recordedAt: recorded ?? moment.instant, notes };
    }
  }
  return { hl7: '102', at: 'EVN-6', reason: 'None of EVN-6, EVN-2 and MSH-7 holds a time' };
};
