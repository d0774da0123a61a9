import type { DomainEvent } from '../../../schema/events';
import type { FeedProfile, Refusal } from '../../contract';
import { codeableConcept } from '../../segments/cwe';
import { byThen } from '../../segments/by-then';
import { instantsInOrder } from '../../segments/in-order';
import { reportStatus } from '../../segments/result-status';
import type { Hl7Message, Segment } from '../../wire/hl7v2/message';
import { reportText } from './report-text';
import { reporterOf } from './reporter';

type ImagingReported = Extract<DomainEvent, { kind: 'imaging-reported' }>;

const orcBefore = (message: Hl7Message, obr: Segment): Segment | undefined =>
  message.segments.filter(({ name, position }) => name === 'ORC' && position < obr.position).at(-1);

const reportOf = (
  obr: Segment,
  members: readonly Segment[],
  message: Hl7Message,
  recordId: string,
  profile: FeedProfile,
): ImagingReported | Refusal => {
  const orc = orcBefore(message, obr);
  const accessionNumber = obr.text(3) || orc?.text(3);
  if (!accessionNumber) return { hl7: '101', at: 'OBR-3', reason: 'OBR-3 holds no accession number' };
  const code = codeableConcept(obr, 4, profile.instance, 'examination');
  if (!code) return { hl7: '101', at: 'OBR-4', reason: 'OBR-4 says not what was examined' };
  // Done, reported, sent.
  const [, reported, sent] = instantsInOrder([obr.text(7), obr.text(22), message.msh.text(7)]);
  const sentAt = message.msh.text(7);
  const issued = byThen(obr.text(22), reported, sentAt) ?? byThen(sentAt, sent, sentAt);
  if (!issued) return { hl7: '102', at: 'OBR-22', reason: 'Neither OBR-22 nor MSH-7 holds a time' };
  const placerNumber = obr.text(2) || orc?.text(2);
  const reporter = reporterOf(obr, profile.instance);
  const { text, withdrawn } = reportText(members, message.delimiters);
  return {
    kind: 'imaging-reported',
    occurredAt: issued,
    recordId,
    accessionNumber,
    status: reportStatus(obr.text(25)),
    code,
    issued,
    text,
    retracted: withdrawn,
    ...(placerNumber && { placerNumber }),
    ...(reporter && { reporter }),
  };
};

/**
 * Each OBR is an examination with a status of its own; those of one accession number become one report where they are
 * kept. All of the message, or a refusal.
 */
export const reportEvents = (
  message: Hl7Message,
  recordId: string,
  profile: FeedProfile,
): readonly DomainEvent[] | Refusal => {
  const reports: ImagingReported[] = [];
  for (const { leader, members } of message.groups('OBR')) {
    const own = members.filter(({ name }) => name !== 'ORC');
    const report = reportOf(leader, own, message, recordId, profile);
    if ('hl7' in report) return report;
    reports.push(report);
  }
  if (reports.length === 0) return { hl7: '101', at: 'OBR', reason: 'The report holds no OBR' };
  return reports;
};
