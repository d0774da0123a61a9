import type { FeedProfile } from '../../contract';
import type { Hl7Message, Segment } from '../../wire/hl7v2/message';
import { parentLine } from './organisms';
import { setKey } from './result-line';

/** One OBR with what belongs to it, up to the next. */
export interface ReportGroup {
  readonly obr: Segment;
  readonly orc: Segment | undefined;
  readonly members: readonly Segment[];
}

/** Everything a message says under one filler number. */
export interface ReportGroups {
  readonly fillerNumber: string;
  /** Which set of it, where the number is a specimen's: OBR-4. */
  readonly set?: string;
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

const membersOf = ({ sets }: ReportGroups): readonly Segment[] => sets.flatMap(({ members }) => members);

/**
 * A message's OBRs by report, in the order they come: by filler number, and where that is a specimen's by set, too. A
 * parent that is not in the message, or could stand in two reports, makes no child of an OBR.
 */
export const reportGroups = (
  message: Hl7Message,
  { fillerNumbers = 'reports' }: Pick<FeedProfile, 'fillerNumbers'>,
): readonly ReportGroups[] => {
  const groups = groupsOf(message);
  const isParentless = ({ obr }: ReportGroup): boolean => obr.text(26) === '';
  const reports = new Map<string, ReportGroups>();
  const add = (group: ReportGroup): void => {
    const fillerNumber = fillerOf(group);
    const set = fillerNumbers === 'specimens' ? setKey(group.obr) : undefined;
    const key = JSON.stringify([fillerNumber, set]);
    const known = reports.get(key);
    const sets: ReportGroups['sets'] = known === undefined ? [group] : [...known.sets, group];
    reports.set(key, { fillerNumber, ...(set !== undefined && { set }), sets, children: known?.children ?? [] });
  };
  const parentOf = (child: ReportGroup): readonly [string, ReportGroups] | undefined => {
    const parentless = [...reports].filter(([, { sets }]) => sets.some(isParentless));
    const numbered = parentless.filter(([, { fillerNumber }]) => fillerNumber === parentFillerOf(child));
    if (fillerNumbers === 'reports') return numbered[0];
    const [found, ...others] = numbered.filter(([, one]) => parentLine(child.obr, membersOf(one)) !== undefined);
    return others.length === 0 ? found : undefined;
  };
  groups.filter(isParentless).forEach(add);
  for (const child of groups.filter((group) => !isParentless(group))) {
    const [key, parent] = parentOf(child) ?? [];
    if (key === undefined || parent === undefined) add(child);
    else reports.set(key, { ...parent, children: [...parent.children, child] });
  }
  return [...reports.values()];
};
