import { londonStamp } from '../../../../schema/time';
import type { Instant } from '../../../../schema/time';
import type { Hospital } from '../../../simulation/hospital';
import { buildMessage } from '../../../wire/hl7v2/build';
import type { Field, OutboundSegment } from '../../../wire/hl7v2/build';
import type { Hl7Message, Segment } from '../../../wire/hl7v2/message';
import { criteriaOf, matches } from './criteria';
import { AUTHORITY, hospitalNumber, personOf } from './person-segments';
import { peopleHeld, personRow, readable, stayRows } from './rows';
import type { AnswerRow } from './rows';

export interface AnswerHeader {
  /** MSH-10 of the reply. */
  readonly controlId: string;
  readonly at: Instant;
}

const REPLIES: Readonly<Record<string, readonly [string, string, string]>> = {
  Q21: ['RSP', 'K21', 'RSP_K21'],
  Q22: ['RSP', 'K22', 'RSP_K22'],
  ZV1: ['RSP', 'ZV2', 'RSP_ZV2'],
};

const MOST_IN_ONE_REPLY = 100;

const byIdentifier = (hospital: Hospital, qpd: Segment, at: Instant): readonly AnswerRow[] | null => {
  const [value, authority] = [qpd.text(3, 1), qpd.text(3, 4)];
  if (value === '') return null;
  const named = hospital.people.filter((person) =>
    authority === 'NHS' ? person.nhsNumber === value : authority === AUTHORITY && hospitalNumber(person) === value,
  );
  // A number that a merge retired leads to the record that survived.
  const survivors = new Set(
    named.map((person) =>
      person.mergedInto !== undefined && person.mergedInto.at <= at
        ? personOf(hospital, person.mergedInto.key)
        : person,
    ),
  );
  return peopleHeld(hospital, at)
    .filter((person) => survivors.has(person))
    .map((person) => personRow(person, at));
};

const byCriteria = (rows: readonly AnswerRow[], qpd: Segment, named: boolean): readonly AnswerRow[] | null => {
  const criteria = criteriaOf(qpd, named);
  if (criteria === null) return null;
  return rows.filter((row) => {
    const read = readable(row);
    return read !== null && matches(criteria, read);
  });
};

/** The rows of an answer, all pages; null when the query cannot be understood. */
const rowsOf = (query: Hl7Message, qpd: Segment, hospital: Hospital, at: Instant): readonly AnswerRow[] | null => {
  switch (query.triggerEvent) {
    case 'Q21':
      return byIdentifier(hospital, qpd, at);
    case 'Q22':
      return byCriteria(
        peopleHeld(hospital, at).map((person) => personRow(person, at)),
        qpd,
        false,
      );
    case 'ZV1':
      return byCriteria(stayRows(hospital, at), qpd, true);
    default:
      return null;
  }
};

const echoed = (qpd: Segment | undefined, field: number): Field => [
  qpd?.text(field, 1),
  qpd?.text(field, 2),
  qpd?.text(field, 3),
];

const envelope = (query: Hl7Message, { controlId, at }: AnswerHeader, msa: 'AA' | 'AE', qak: string) => {
  const qpd = query.first('QPD');
  const msh: OutboundSegment = [
    'MSH',
    {
      3: 'PAS',
      4: AUTHORITY,
      5: query.msh.text(3),
      6: query.msh.text(4),
      7: londonStamp(at),
      9: REPLIES[query.triggerEvent] ?? ['ACK', query.triggerEvent, 'ACK'],
      10: controlId,
      11: 'P',
      12: '2.4',
      17: 'GBR',
      18: 'UNICODE',
      19: 'EN',
      21: 'ITKv1.0',
    },
  ];
  const answered: OutboundSegment = ['QAK', { 1: qpd?.text(2) ?? '', 2: qak, 3: echoed(qpd, 1) }];
  const head: readonly OutboundSegment[] = [msh, ['MSA', { 1: msa, 2: query.controlId }], answered];
  return head;
};

/** The PAS is there but cannot answer. */
export const errorReply = (query: Hl7Message, header: AnswerHeader): string =>
  buildMessage(envelope(query, header, 'AE', 'AE'));

/**
 * Answers QBP^Q21, Q22 and ZV1 from what is true in the hospital: `OK` with a page of at most RCP-2 rows and a DSC
 * where there are more, `NF`, or `AE` for what cannot be understood.
 */
export const answerQuery = (query: Hl7Message, hospital: Hospital, header: AnswerHeader): string => {
  const qpd = query.first('QPD');
  const rows = query.messageType === 'QBP' && qpd !== undefined ? rowsOf(query, qpd, hospital, header.at) : null;
  if (rows === null) return errorReply(query, header);
  const rcp = query.first('RCP');
  // ITK's prose puts the priority in RCP-1 and its samples in RCP-2, which moves the quantity.
  const asked = Number(rcp?.text(2)) || Number(rcp?.text(3)) || MOST_IN_ONE_REPLY;
  const size = Math.min(Math.max(asked, 1), MOST_IN_ONE_REPLY);
  const from = Number(query.first('DSC')?.text(1)) || 0;
  const page = rows.slice(from, from + size);
  const echo: OutboundSegment = ['QPD', { 1: echoed(qpd, 1), 2: qpd?.text(2) ?? '' }];
  const more: readonly OutboundSegment[] =
    from + size < rows.length ? [['DSC', { 1: String(from + size), 2: 'I' }]] : [];
  const head = envelope(query, header, 'AA', page.length === 0 ? 'NF' : 'OK');
  return buildMessage([...head, echo, ...page.flat(), ...more]);
};
