import type { CodeableConcept } from '../../../schema/clinical/values';
import type { Organism, Sensitivity } from '../../../schema/clinical/pathology';
import type { FeedProfile } from '../../contract';
import { codeableConcept } from '../../segments/cwe';
import type { Segment } from '../../wire/hl7v2/message';
import { flag } from './interpretation';
import { eachRepetition, repeatedConcept, repeatedText } from './repeated';
import type { ReportGroups } from './report-groups';
import { isWithdrawn } from './result-line';

/** FHIR draft pathology examples: the line that names what grew, and how much of it. */
const CULTURE_ORGANISM = '42881000237105';
const GROWTH = '263866000';

const isOf = (obx: Segment, code: string): boolean => obx.name === 'OBX' && obx.text(3) === code;
export const isOrganism = (obx: Segment): boolean => isOf(obx, CULTURE_ORGANISM);

/** Coded, or in words where the laboratory has no code for it. */
const valueOf = (obx: Segment, profile: FeedProfile): CodeableConcept | undefined => {
  if (['CE', 'CNE', 'CWE'].includes(obx.text(2))) return repeatedConcept(obx, 5, profile.instance, 'organism');
  const text = repeatedText(obx, 5, (repetition) => obx.text(5, 1, repetition));
  return text === '' ? undefined : { text, codings: [] };
};

const SUSCEPTIBILITY = /^(S|I|R|MS|VS)$/;

/** S, I or R: among the flags of OBX-8, or the value where a laboratory puts it there and flags it as abnormal at most. */
const susceptibility = (obx: Segment): CodeableConcept | undefined => {
  const flags = eachRepetition(obx, 8, (repetition) => obx.text(8, 1, repetition).trim());
  const code = [...flags, obx.text(5)].find((one) => SUSCEPTIBILITY.test(one));
  return code === undefined ? undefined : flag(code);
};

const sensitivitiesOf = (lines: readonly Segment[], profile: FeedProfile): readonly Sensitivity[] =>
  lines.flatMap((obx) => {
    if (obx.name !== 'OBX' || isWithdrawn(obx)) return [];
    const agent = codeableConcept(obx, 3, profile.instance, 'agent');
    const result = susceptibility(obx);
    return agent && result ? [{ agent, result }] : [];
  });

/** In one OBR, the sub-id ties a line to its organism: the same, or `1.1` and `1.2` below `1`. */
const isBelow = (obx: Segment, organism: Segment): boolean => {
  const [own, above] = [obx.text(4), organism.text(4)];
  return obx !== organism && !isOrganism(obx) && above !== '' && (own === above || own.startsWith(`${above}.`));
};

/** The one of the organisms of the same OBR that a line belongs to. */
export const organismAbove = (obx: Segment, organisms: readonly Segment[]): Segment | undefined =>
  organisms.find((organism) => isBelow(obx, organism));

const onlyOne = (lines: readonly Segment[]): Segment | undefined => (lines.length === 1 ? lines[0] : undefined);

/**
 * The line that a child OBR names as its parent (OBR-26) by OBX-3 and OBX-4, or by OBX-4 alone; where it gives no sub-id,
 * the only organism. Undefined where it could be two: sensitivities of the wrong organism are worse than none.
 */
export const parentLine = (child: Segment, members: readonly Segment[]): Segment | undefined => {
  const lines = members.filter(({ name }) => name === 'OBX');
  const organisms = lines.filter(isOrganism);
  const [code, subId] = [child.text(26), child.text(26, 2)];
  if (subId === '') return onlyOne(organisms);
  const named = lines.filter((obx) => obx.text(4) === subId && obx.text(3) === code);
  return named.length > 0 ? onlyOne(named) : onlyOne(organisms.filter((obx) => obx.text(4) === subId));
};

/**
 * Cultured organisms of one set with their sensitivities, in either form laboratories use: child OBRs, or one OBR whose sub-ids tie
 * agents to their organism. What was withdrawn is in none.
 */
export const organismsOf = (
  members: readonly Segment[],
  { sets, children }: ReportGroups,
  profile: FeedProfile,
): readonly Organism[] =>
  members.filter(isOrganism).flatMap((obx) => {
    const organism = isWithdrawn(obx) ? undefined : valueOf(obx, profile);
    if (!organism) return [];
    const below = members.filter((other) => other.name === 'OBX' && isBelow(other, obx));
    const growth = below.find((other) => isOf(other, GROWTH) && !isWithdrawn(other))?.text(5);
    const all = sets.flatMap((set) => set.members);
    const own = children.filter((child) => parentLine(child.obr, all) === obx);
    const sensitivities = [below, ...own.map((child) => child.members)].flatMap((lines) =>
      sensitivitiesOf(lines, profile),
    );
    return [{ organism, ...(growth && { growth }), sensitivities }];
  });
