import type { Hl7Message, Segment } from '../../wire/hl7v2/message';

/** One OBR with what belongs to it, up to the next. */
export interface ReportGroup {
  readonly obr: Segment;
  readonly orc: Segment | undefined;
  readonly members: readonly Segment[];
}

/** Everything a message says under one filler number. */
export interface ReportGroups {
  readonly fillerNumber: string;
  /** Usually one; a laboratory that numbers specimens puts every test of one under the same number. */
  readonly sets: readonly [ReportGroup, ...ReportGroup[]];
  /** Sensitivities: OBRs that name one of the sets as their parent. */
  readonly children: readonly ReportGroup[];
}

const groupsOf = (message: Hl7Message): readonly ReportGroup[] =>
  message.groups('OBR').map(({ leader, members }) => ({
    obr: leader,
    orc: message.segments.filter(({ name, position }) => name === 'ORC' && position < leader.position).at(-1),
    // The ORC of the next order stands at the end of this group's run.
    members: members.filter(({ name }) => name !== 'ORC'),
  }));

const fillerOf = ({ obr, orc }: ReportGroup): string => obr.text(3) || orc?.text(3) || '';

/** OBR-29 (EIP): placer ^ filler of the parent; a child that names only its parent's result is of its own filler number. */
const parentFillerOf = (group: ReportGroup): string =>
  group.obr.text(29, 2) || group.obr.text(29) || (group.obr.text(26) === '' ? '' : fillerOf(group));

/** A message's OBRs by report, in the order they come. A parent that is not in the message makes no child of an OBR. */
export const reportGroups = (message: Hl7Message): readonly ReportGroups[] => {
  const groups = groupsOf(message);
  const isParentless = ({ obr }: ReportGroup): boolean => obr.text(26) === '';
  const fillers = new Set(groups.filter(isParentless).map(fillerOf));
  const isChild = (group: ReportGroup): boolean => !isParentless(group) && fillers.has(parentFillerOf(group));
  const reports = new Map<string, { sets: [ReportGroup, ...ReportGroup[]]; children: ReportGroup[] }>();
  for (const group of groups.filter((one) => !isChild(one))) {
    const known = reports.get(fillerOf(group));
    if (known === undefined) reports.set(fillerOf(group), { sets: [group], children: [] });
    else known.sets.push(group);
  }
  for (const child of groups.filter(isChild)) reports.get(parentFillerOf(child))?.children.push(child);
  return [...reports].map(([fillerNumber, report]) => ({ fillerNumber, ...report }));
};
