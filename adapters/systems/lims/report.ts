import type { DomainEvent } from '../../../schema/events';
import type { LabResult } from '../../../schema/clinical/pathology';
import { instanceParts } from '../../../schema/identifiers';
import type { FeedProfile, Refusal } from '../../contract';
import { codeableConcept } from '../../segments/cwe';
import { personLocation } from '../../segments/pl';
import { reportStatus } from '../../segments/result-status';
import { instantOfTs } from '../../segments/ts';
import { party } from '../../segments/xcn';
import type { Hl7Message, Segment } from '../../wire/hl7v2/message';
import { attachedDocument } from './document';
import { organismsOf, parentFiller } from './organisms';
import { resultLines } from './result-line';

type LabReported = Extract<DomainEvent, { kind: 'lab-reported' }>;

/** One OBR with what belongs to it, up to the next. */
interface ReportGroup {
  readonly obr: Segment;
  readonly orc: Segment | undefined;
  readonly members: readonly Segment[];
}

const groupsOf = (message: Hl7Message): readonly ReportGroup[] =>
  message.groups('OBR').map(({ leader, members }) => ({
    obr: leader,
    orc: [...message.segments].reverse().find(({ name, position }) => name === 'ORC' && position < leader.position),
    // The ORC of the next order stands at the end of this group's run.
    members: members.filter(({ name }) => name !== 'ORC'),
  }));

/** The laboratory: the performing organisation of OBX-23 where sent, else the sending facility. */
const laboratoryOf = (group: ReportGroup, message: Hl7Message): string =>
  group.members.find(({ name }) => name === 'OBX')?.text(23) || `${message.msh.text(4)} ${message.msh.text(3)}`.trim();

const isWithdrawn = (lines: readonly LabResult[]): boolean =>
  lines.length > 0 && lines.every(({ status }) => status === 'entered-in-error');

const reportOf = (
  group: ReportGroup,
  children: readonly ReportGroup[],
  message: Hl7Message,
  recordId: string,
  profile: FeedProfile,
): LabReported | Refusal => {
  const { obr, orc, members } = group;
  const fillerNumber = obr.text(3) || orc?.text(3);
  if (!fillerNumber) return { hl7: '101', at: 'OBR-3', reason: 'OBR-3 holds no filler order number' };
  const code = codeableConcept(obr, 4, profile.instance, 'test-set');
  if (!code) return { hl7: '101', at: 'OBR-4', reason: 'OBR-4 says not what was tested' };
  const issued = instantOfTs(obr.text(22)) ?? instantOfTs(message.msh.text(7));
  if (!issued) return { hl7: '102', at: 'OBR-22', reason: 'Neither OBR-22 nor MSH-7 holds a time' };
  const lines = resultLines(members, profile);
  const placerNumber = obr.text(2) || orc?.text(2);
  const collected = instantOfTs(obr.text(7));
  const requester = party(obr, 16, profile.instance);
  const spm = members.find(({ name }) => name === 'SPM') ?? message.first('SPM');
  const specimen = spm && codeableConcept(spm, 4, profile.instance, 'specimen');
  const pv1 = message.first('PV1');
  const ward = pv1 && personLocation(pv1, 3, profile).ward;
  const document = attachedDocument(members);
  return {
    kind: 'lab-reported',
    occurredAt: issued,
    recordId,
    fillerNumber,
    status: reportStatus(obr.text(25)),
    code,
    issued,
    laboratory: laboratoryOf(group, message) || instanceParts(profile.instance).system,
    results: lines,
    organisms: organismsOf(
      members,
      children.map((child) => ({ obr: child.obr, members: child.members })),
      profile,
    ),
    retracted: isWithdrawn(lines),
    ...(placerNumber && { placerNumber }),
    ...(collected && { collected }),
    ...(requester && { requester }),
    ...(specimen && { specimen }),
    ...(ward && { ward }),
    ...(document && { document }),
  };
};

/** Each OBR is a report, but for those whose OBR-29 names another OBR of the message: they are its sensitivities. */
export const reportEvents = (
  message: Hl7Message,
  recordId: string,
  profile: FeedProfile,
): readonly DomainEvent[] | Refusal => {
  const groups = groupsOf(message);
  if (groups.length === 0) return { hl7: '101', at: 'OBR', reason: 'The report holds no OBR' };
  const fillers = new Set(groups.map(({ obr }) => obr.text(3)));
  const isChild = ({ obr }: ReportGroup): boolean => obr.text(26) !== '' && fillers.has(parentFiller(obr));
  const events: DomainEvent[] = [];
  for (const group of groups.filter((candidate) => !isChild(candidate))) {
    const children = groups.filter((child) => isChild(child) && parentFiller(child.obr) === group.obr.text(3));
    const event = reportOf(group, children, message, recordId, profile);
    if ('at' in event) return event;
    events.push(event);
  }
  return events;
};
