import type { Random } from '../../adapters/simulation/random';

export type SoakFeed = 'pas-adt' | 'lims-results';

/** One message of the soak, as its sender has it. */
export interface Scripted {
  readonly feed: SoakFeed;
  /** MSH-10, unique within its feed. */
  readonly controlId: string;
  /** Hospital number. */
  readonly person: string;
  /** 1 for the person's first message of the feed, and so on: it stands in the message, so that a state tells its message. */
  readonly step: number;
  readonly bytes: Buffer;
}

/** Steps of one stay: admitted, moved twice, amended where it is, discharged. */
const STEPS_A_STAY = 5;
const WARDS = ['W12', 'W15', 'W20', 'W20', 'W20'] as const;
const TRIGGERS = ['A01', 'A02', 'A02', 'A08', 'A03'] as const;

const pad = (n: number, width: number): string => String(n).padStart(width, '0');
/** A minute a step, on a winter's day: no offset to think of. */
const stamp = (step: number): string => `20260105${pad(Math.floor(step / 60), 2)}${pad(step % 60, 2)}00`;
/** A segment from its fields by number. */
const segment = (name: string, fields: Readonly<Record<number, string>>): string => {
  const last = Math.max(...Object.keys(fields).map(Number));
  return `${[name, ...Array.from({ length: last }, (_, at) => fields[at + 1] ?? '')].join('|')}\r`;
};
const message = (...segments: readonly string[]): Buffer => Buffer.from(segments.join(''));

export const visitOf = (person: string, step: number): string =>
  `${person}V${Math.floor((step - 1) / STEPS_A_STAY) + 1}`;
export const wardAt = (step: number): string => WARDS[(step - 1) % STEPS_A_STAY] ?? '';
/** Places of the stay that were left. */
export const placesBefore = (step: number): number => Math.min((step - 1) % STEPS_A_STAY, 2);
const isAdmission = (step: number): boolean => step % STEPS_A_STAY === 1;
export const isDischarge = (step: number): boolean => step % STEPS_A_STAY === 0;
export const addressAt = (step: number): string => `${step} TEST LANE`;
export const fillerOf = (person: string): string => `${person}F`;

/** What a message tells: of its person, and of a stay or a report; an admission of the waiting list of its visit, too. */
export const eventsOf = ({ feed, step }: Scripted): number => (feed === 'pas-adt' && isAdmission(step) ? 3 : 2);

const admission = (person: string, step: number): Scripted => {
  const controlId = `A${person}N${step}`;
  const within = (step - 1) % STEPS_A_STAY;
  const trigger = TRIGGERS[within] ?? '';
  const bytes = message(
    `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|${stamp(step)}||ADT^${trigger}|${controlId}|P|2.4|||||GBR|UNICODE|EN||ITKv1.0\r`,
    segment('EVN', { 2: stamp(step), 6: stamp(step) }),
    segment('PID', {
      ...{ 1: '1', 3: `${person}^^^RWE`, 5: 'SPECIMEN^ADA^^^MS^^L', 7: '19480302', 8: '2' },
      11: `${addressAt(step)}^^LEICESTER^^LE1 1AA^GBR^H`,
    }),
    segment('PV1', {
      ...{ 1: '1', 2: 'I', 3: `RWE^${wardAt(step)}^B1^RWE`, 19: `${visitOf(person, step)}^^^VISITID` },
      44: stamp(step - within),
      ...(isDischarge(step) && { 45: stamp(step) }),
    }),
  );
  return { feed: 'pas-adt', controlId, person, step, bytes };
};

const result = (person: string, step: number): Scripted => {
  const controlId = `R${person}N${step}`;
  const status = step === 1 ? 'F' : 'C';
  const bytes = message(
    `MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|${stamp(step)}||ORU^R01^ORU_R01|${controlId}|P|2.5.1|||||GBR|UNICODE UTF-8|EN\r`,
    segment('PID', { 1: '1', 3: `${person}^^^RWE^MR`, 5: 'SPECIMEN^ADA^^^MS^^L', 7: '19480302', 8: 'F' }),
    segment('ORC', { 1: 'RE', 3: fillerOf(person), 5: 'CM' }),
    segment('OBR', {
      ...{ 1: '1', 3: fillerOf(person), 4: '252167001^Urea and electrolytes^SCT', 7: stamp(0), 14: stamp(0) },
      ...{ 22: stamp(step), 24: 'BS', 25: status },
    }),
    segment('OBX', {
      ...{ 1: '1', 2: 'NM', 3: '1107871000000107^Sodium^SCT', 5: String(step), 6: 'mmol/L', 7: '133-146', 11: status },
      ...{ 14: stamp(0) },
    }),
  );
  return { feed: 'lims-results', controlId, person, step, bytes };
};

/**
 * What each connection sends, in its order: even ones speak for the PAS, odd ones for the laboratory, of the same people.
 * A person's messages of a feed all go on one connection, in order; between people they are shuffled.
 */
export const scriptOf = (
  { connections, messages, steps }: { readonly connections: number; readonly messages: number; readonly steps: number },
  random: Random,
): readonly (readonly Scripted[])[] =>
  Array.from({ length: connections }, (_, connection) => {
    const people = Math.round(messages / connections / steps);
    const make = connection % 2 === 0 ? admission : result;
    const open = Array.from({ length: people }, (__, person) => ({
      name: `S${pad(Math.floor(connection / 2), 2)}${pad(person, 4)}`,
      next: 1,
    }));
    const script: Scripted[] = [];
    while (open.length > 0) {
      const at = random.between(0, open.length - 1);
      const one = open[at];
      if (one === undefined) break;
      script.push(make(one.name, one.next));
      one.next += 1;
      if (one.next > steps) open.splice(at, 1);
    }
    return script;
  });
