import fc from 'fast-check';
import type { Encounter } from '../../../schema/clinical/encounter';
import { foldStream, streamsOf } from '../../projections/fold/streams';
import type { Told } from '../../projections/fold/told';
import { parseMessage } from '../../wire/hl7v2/parse';
import { ITK_PROFILE } from './profiles';
import { translate } from './translate';

/** One stay as its messages tell it, from the wire to the row. */

const pid = (number: string): string => `PID|1||${number}^^^RWE||TESTER^MAVIS||19480302|2`;
export const [W12, W14] = ['RWE^W12^B3-02^RWE', 'RWE^W14^B1-01^RWE'];

export interface Said {
  readonly trigger: string;
  /** EVN-2 and MSH-7, EVN-6: hours and minutes of one day; empty for the day alone, or a whole TS. So all times here. */
  readonly put: string;
  readonly happened: string;
  /** PV1-3. */
  readonly place: string;
  /** PV1-6. */
  readonly prior?: string;
  /** PV1-2; `I` where it is not said. */
  readonly patientClass?: string;
  /** PV1-19. */
  readonly visit?: string;
  /** PID-3. */
  readonly hospitalNumber?: string;
  /** PV1-44; null where it is left out. */
  readonly came?: string | null;
  /** PV1-45. */
  readonly gone?: string;
  /** Segments after PV1. */
  readonly more?: readonly string[];
}

const stamp = (time: string): string => (time.length > 4 ? time : time === '' ? '20261120' : `20261120${time}00`);

const pv1Of = ({ place, prior = '', patientClass = 'I', visit = '700001', came = '0800', gone }: Said): string =>
  [
    ...['PV1', '1', patientClass, place, '', '', prior, ...Array<string>(12).fill(''), `${visit}^^^VISITID`],
    ...[...Array<string>(24).fill(''), came === null ? '' : stamp(came), gone === undefined ? '' : stamp(gone)],
  ].join('|');

const linesOf = (said: Said, n: number): readonly string[] => [
  `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|${stamp(said.put)}||ADT^${said.trigger}|${n}|P|2.4`,
  `EVN||${stamp(said.put)}||||${stamp(said.happened)}`,
  pid(said.hospitalNumber ?? 'S1234567'),
  pv1Of(said),
  ...(said.more ?? []),
];

const toldBy = (messages: readonly Said[], visit: string): readonly Told[] =>
  messages.flatMap((said, n) => {
    const parsed = parseMessage(linesOf(said, n).join('\r'));
    if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
    const translation = translate(parsed.message, ITK_PROFILE);
    if (translation.kind === 'refused') throw new Error(translation.refusal.reason);
    return translation.events
      .map((event, idx): Told => ({ seq: n, idx, messageId: `m${n}`, event }))
      .filter(({ event }) => streamsOf(event).includes(`stay|${visit}`));
  });

/** The visit as it stands, which every order of arrival and every repeat must end in. */
export const stayOf = (visit: string, ...messages: readonly Said[]): unknown => {
  const told = toldBy(messages, visit);
  const encounter = (all: readonly Told[]) => foldStream('pas@RWE', `stay|${visit}`, all)[0]?.body as Encounter;
  const kept = encounter(told);
  const arriving = messages.map((_, seq) => told.filter((one) => one.seq === seq));
  fc.assert(
    fc.property(fc.shuffledSubarray([...arriving, ...arriving], { minLength: 2 * arriving.length }), (shuffled) =>
      expect(encounter(shuffled.flatMap((message, seq) => message.map((one) => ({ ...one, seq }))))).toEqual(kept),
    ),
    { numRuns: 30 },
  );
  return kept;
};

export const stay = (...messages: readonly Said[]): unknown => stayOf('700001', ...messages);
