import { statusOfAll } from '../../../schema/clinical/report-status';
import type { DomainEvent, ReportedSet } from '../../../schema/events';
import type { LabResult } from '../../../schema/clinical/pathology';
import type { CodeableConcept } from '../../../schema/clinical/values';
import { instanceParts } from '../../../schema/identifiers';
import type { FeedProfile, Refusal } from '../../contract';
import { codeableConcept } from '../../segments/cwe';
import { byThen } from '../../segments/by-then';
import { instantsInOrder } from '../../segments/in-order';
import { personLocation } from '../../segments/pl';
import { reportStatus } from '../../segments/result-status';
import { dateAloneOfTs } from '../../segments/ts';
import { party } from '../../segments/xcn';
import type { Hl7Message, Segment } from '../../wire/hl7v2/message';
import { attachedDocument } from './document';
import { organismsOf } from './organisms';
import { reportGroups, type ReportGroups } from './report-groups';
import { reportLines } from './report-lines';

type LabReported = Extract<DomainEvent, { kind: 'lab-reported' }>;

/** The laboratory: the performing organisation of OBX-23 where sent, else the sending facility. */
const laboratoryOf = (members: readonly Segment[], message: Hl7Message, profile: FeedProfile): string =>
  members.find((segment) => segment.name === 'OBX' && segment.text(23) !== '')?.text(23) ||
  `${message.msh.text(4)} ${message.msh.text(3)}`.trim() ||
  instanceParts(profile.instance).system;

const isRetracted = (lines: readonly LabResult[]): boolean =>
  lines.length > 0 && lines.every(({ status }) => status === 'entered-in-error');

/** OBR-4 of every set under the number. */
const codeOf = ({ sets }: ReportGroups, { instance }: FeedProfile): CodeableConcept | undefined => {
  const codes = sets.flatMap(({ obr }) => codeableConcept(obr, 4, instance, 'test-set') ?? []);
  if (codes.length < sets.length) return undefined;
  return {
    text: [...new Set(codes.map(({ text }) => text))].join('; '),
    codings: codes.flatMap(({ codings }) => codings),
  };
};

/** SPM of the group; the message's where it has one for all. */
const specimenOf = (members: readonly Segment[], message: Hl7Message, { instance }: FeedProfile) => {
  const [only, ...others] = message.all('SPM');
  const spm = members.find(({ name }) => name === 'SPM') ?? (others.length === 0 ? only : undefined);
  return spm && codeableConcept(spm, 4, instance, 'specimen');
};

/** Lines of one name in two sets of a specimen are two. */
const keyIn = (set: string, line: string): string => `${set}>${line}`;

const ofSet = (set: string, { key, parent, ...line }: LabResult): LabResult => ({
  ...line,
  key: keyIn(set, key),
  ...(parent !== undefined && { parent: keyIn(set, parent) }),
});

const withLinesOf = (set: string, { lines, ...one }: ReportedSet): ReportedSet => ({
  ...one,
  lines: lines.map((line) => keyIn(set, line)),
});

const reportOf = (
  report: ReportGroups,
  message: Hl7Message,
  recordId: string,
  profile: FeedProfile,
): LabReported | Refusal => {
  const { fillerNumber, set, sets } = report;
  const [{ obr, orc }] = sets;
  if (fillerNumber === '') return { hl7: '101', at: 'OBR-3', reason: 'OBR-3 holds no filler order number' };
  const code = codeOf(report, profile);
  if (!code) return { hl7: '101', at: 'OBR-4', reason: 'OBR-4 says not what was tested' };
  // Taken, received, reported, sent.
  const times = [obr.text(7), obr.text(14), obr.text(22), message.msh.text(7)];
  const [taken, , reported, sent] = instantsInOrder(times);
  const collectedDate = dateAloneOfTs(obr.text(7));
  const collected = collectedDate === undefined ? taken : undefined;
  const sentAt = message.msh.text(7);
  const issued = byThen(obr.text(22), reported, sentAt) ?? byThen(sentAt, sent, sentAt);
  if (!issued) return { hl7: '102', at: 'OBR-22', reason: 'Neither OBR-22 nor MSH-7 holds a time' };
  const lines = reportLines(report, { delimiters: message.delimiters, profile });
  if ('hl7' in lines) return lines;
  const results = set === undefined ? lines.results : lines.results.map((line) => ofSet(set, line));
  const members = sets.flatMap((set) => set.members);
  const placerNumber = obr.text(2) || orc?.text(2);
  const requester = party(obr, 16, profile.instance);
  const specimen = specimenOf(members, message, profile);
  const pv1 = message.first('PV1');
  const ward = pv1 && personLocation(pv1, 3, profile).ward;
  const document = attachedDocument(members);
  return {
    kind: 'lab-reported',
    occurredAt: issued,
    recordId,
    fillerNumber,
    status: statusOfAll(sets.map((set) => reportStatus(set.obr.text(25)))),
    code,
    issued,
    laboratory: laboratoryOf(members, message, profile),
    results,
    ...(set !== undefined && { set }),
    ...(sets.length > 1 && { sets: lines.sets.map((one) => (set === undefined ? one : withLinesOf(set, one))) }),
    organisms: sets.flatMap((set) => organismsOf(set.members, report, profile)),
    retracted: isRetracted(results),
    ...(placerNumber && { placerNumber }),
    ...(collected && { collected }),
    ...(collectedDate && { collectedDate }),
    ...(requester && { requester }),
    ...(specimen && { specimen }),
    ...(ward && { ward }),
    ...(document && { document }),
  };
};

/** One event for each report, with all that the message says of it. All of the message, or a refusal. */
export const reportEvents = (
  message: Hl7Message,
  recordId: string,
  profile: FeedProfile,
): readonly DomainEvent[] | Refusal => {
  const events: DomainEvent[] = [];
  for (const report of reportGroups(message, profile)) {
    const event = reportOf(report, message, recordId, profile);
    if ('hl7' in event) return event;
    events.push(event);
  }
  return events.length > 0 ? events : { hl7: '101', at: 'OBR', reason: 'The report holds no OBR' };
};
