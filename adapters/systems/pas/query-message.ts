import { londonStamp } from '../../../schema/time';
import type { Instant, LocalDate } from '../../../schema/time';
import { buildMessage, repeat } from '../../wire/hl7v2/build';
import type { Field, OutboundSegment } from '../../wire/hl7v2/build';

/** What the PAS can be asked (ITK v2.4: QBP^Q21, Q22 and ZV1). */
export type PasQuestion =
  /** Q21: exactly the person with this identifier. `authority` as the PAS writes CX-4: `NHS`, `RWE`. */
  | { readonly kind: 'person'; readonly identifier: { readonly value: string; readonly authority: string } }
  /** Q22: people who might be meant. */
  | {
      readonly kind: 'candidates';
      readonly family?: string;
      readonly given?: string;
      readonly birthDate?: LocalDate;
      readonly postalCode?: string;
    }
  /** ZV1: who is on a ward now, as in-patients. */
  | { readonly kind: 'ward'; readonly ward: string };

export interface QueryHeader {
  /** MSH-10 and QPD-2. */
  readonly controlId: string;
  readonly at: Instant;
  readonly askingFacility: string;
  readonly answeringFacility: string;
  /** RCP-2: at most this many in one reply. */
  readonly limit: number;
  /** DSC-1 of the reply before, to go on from there. */
  readonly continuation?: string;
}

const QUERIES = {
  person: { trigger: 'Q21', name: ['Q21', 'Get Person Demographics', 'HL7nnn'] },
  candidates: { trigger: 'Q22', name: ['Q22', 'Find Candidates', 'HL7nnn'] },
  ward: { trigger: 'ZV1', name: ['ZV1', 'Query Patient Demographics and Encounter'] },
} as const;

const parameters = (question: PasQuestion): Field => {
  switch (question.kind) {
    case 'person':
      return [question.identifier.value, '', '', question.identifier.authority];
    case 'candidates': {
      const criteria: readonly (readonly [string, string | undefined])[] = [
        ['@PID.5.1', question.family],
        ['@PID.5.2', question.given],
        ['@PID.7', question.birthDate?.replaceAll('-', '')],
        ['@PID.11.5', question.postalCode],
      ];
      return repeat(...criteria.filter(([, value]) => value !== undefined));
    }
    case 'ward':
      return repeat(['@PV1.2', 'EQ', 'I'], ['@PV1.3.2', 'EQ', question.ward]);
  }
};

/** A query as the PAS takes it. A candidate search asks for a confidence of 80 by the PAS's own algorithm, as ITK's example does. */
export const queryMessage = (question: PasQuestion, header: QueryHeader): string => {
  const { trigger, name } = QUERIES[question.kind];
  const weighed: Readonly<Record<number, Field>> =
    question.kind === 'candidates' ? { 4: '80', 5: 'LOCAL', 6: '1.0' } : {};
  const segments: OutboundSegment[] = [
    [
      'MSH',
      {
        3: 'CAUSEWAY',
        4: header.askingFacility,
        5: 'PAS',
        6: header.answeringFacility,
        7: londonStamp(header.at),
        9: ['QBP', trigger, 'QBP_Q21'],
        10: header.controlId,
        11: 'P',
        12: '2.4',
        17: 'GBR',
        18: 'UNICODE',
        19: 'EN',
        21: 'ITKv1.0',
      },
    ],
    ['QPD', { 1: name, 2: header.controlId, 3: parameters(question), ...weighed }],
    ['RCP', { 1: 'I', 2: [String(header.limit), 'RD'] }],
  ];
  if (header.continuation !== undefined) segments.push(['DSC', { 1: header.continuation, 2: 'I' }]);
  return buildMessage(segments);
};
