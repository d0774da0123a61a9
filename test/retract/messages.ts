import { now } from '../../schema/clock';
import type { Clock } from '../../schema/clock';

/** One message, about a synthetic person who is known by hospital number alone. */
export interface Told {
  /** MSH-10 */
  readonly controlId: string;
  readonly bytes: Buffer;
}

/** What a laboratory says of one line: OBX-5 and OBX-11. */
export interface Line {
  readonly code: string;
  readonly value: string;
  readonly status: 'F' | 'C' | 'W' | 'D';
}

const SODIUM = '1107871000000107^Sodium^SCT';
const POTASSIUM = '1107751000000106^Potassium^SCT';
export const CODES = { sodium: SODIUM, potassium: POTASSIUM } as const;

/** A PAS and a laboratory that tell of one person after another, each message a little later than the one before. */
export const createTeller = (clock: Clock) => {
  let told = 0;
  const said = (
    feed: 'PAS' | 'LIMS',
    type: string,
    version: string,
    segments: (at: string) => readonly string[],
  ): Told => {
    told += 1;
    const at = `${now(clock).replace(/[-:T]/g, '').slice(0, 14)}+0000`;
    const controlId = `RETRACT${feed}${told}`;
    const header = `MSH|^~\\&|${feed}|RWE|ROUTE|ROUTE|${at}||${type}|${controlId}|P|${version}|||||GBR|UNICODE UTF-8|EN`;
    return { controlId, bytes: Buffer.from([header, ...segments(at)].map((segment) => `${segment}\r`).join('')) };
  };
  const pid = (number: string, address: string): string =>
    `PID|1||${number}^^^RWE||SPECIMEN^ADA^^^MS^^L||19480302|2|||${address}`;
  const adt = (trigger: string, number: string, address: string, ...more: readonly string[]): Told =>
    said('PAS', `ADT^${trigger}`, '2.4', (at) => [`EVN||${at}||||${at}`, pid(number, address), ...more]);
  const stay = (number: string, place: string): string => `PV1|1|I|${place}|${'|'.repeat(15)}${number}V^^^VISITID`;
  return {
    lives: (number: string, address: string): Told => adt('A31', number, address, 'PV1|1|N'),
    admitted: (number: string, address: string): Told => adt('A01', number, address, stay(number, 'RWE^W12^B1^RWE')),
    /** A08 with `""`: address and place, as they were said, are so no longer. */
    nowhere: (number: string): Told => adt('A08', number, '""', stay(number, '""')),
    merged: (survivor: string, retired: string): Told => adt('A40', survivor, '', `MRG|${retired}^^^RWE`),
    reported: (number: string, filler: string, status: 'F' | 'C', lines: readonly Line[]): Told =>
      said('LIMS', 'ORU^R01', '2.5.1', (at) => [
        pid(number, ''),
        `ORC|RE||${filler}||CM`,
        `OBR|1||${filler}|252167001^Urea and electrolytes^SCT|||${at}|||||||${at}||||||||${at}||BS|${status}`,
        ...lines.map(
          (line, index) => `OBX|${index + 1}|NM|${line.code}||${line.value}|mmol/L|||||${line.status}|||${at}`,
        ),
      ]),
  };
};
