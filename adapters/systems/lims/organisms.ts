import type { CodeableConcept } from '../../../schema/clinical/values';
import type { Organism, Sensitivity } from '../../../schema/clinical/pathology';
import type { FeedProfile } from '../../contract';
import { codeableConcept } from '../../segments/cwe';
import type { Segment } from '../../wire/hl7v2/message';
import { interpretationOf } from './interpretation';

/** FHIR draft pathology examples: the line that names what grew, and how much of it. */
const CULTURE_ORGANISM = '42881000237105';
const GROWTH = '263866000';

export const parentFiller = (obr: Segment): string => obr.text(29, 2) || obr.text(29);

const isOf = (obx: Segment, code: string): boolean => obx.name === 'OBX' && obx.text(3) === code;

const valueOf = (obx: Segment, profile: FeedProfile): CodeableConcept | undefined =>
  codeableConcept(obx, 5, profile.instance, 'organism');

/** S, I or R: OBX-8, or the value where a laboratory puts it there. */
const susceptibility = (obx: Segment): CodeableConcept | undefined => {
  const code = obx.text(8) || obx.text(5);
  return /^(S|I|R|MS|VS)$/.test(code) ? interpretationOf(code) : undefined;
};

const sensitivitiesOf = (lines: readonly Segment[], profile: FeedProfile): readonly Sensitivity[] =>
  lines.flatMap((obx) => {
    const agent = codeableConcept(obx, 3, profile.instance, 'agent');
    const result = susceptibility(obx);
    return obx.name === 'OBX' && agent && result ? [{ agent, result }] : [];
  });

/**
 * Cultured organisms with their sensitivities, in either form laboratories use: children (OBR-26 names the organism's
 * line by OBX-3 and OBX-4), or one OBR whose OBX-4 sub-id ties agents to their organism (`1`, `1.1`, `1.2`).
 */
export const organismsOf = (
  members: readonly Segment[],
  children: readonly { readonly obr: Segment; readonly members: readonly Segment[] }[],
  profile: FeedProfile,
): readonly Organism[] =>
  members
    .filter((obx) => isOf(obx, CULTURE_ORGANISM))
    .flatMap((obx) => {
      const organism = valueOf(obx, profile);
      if (!organism) return [];
      const subId = obx.text(4);
      const belongs = (other: Segment): boolean =>
        other !== obx && subId !== '' && (other.text(4) === subId || other.text(4).startsWith(`${subId}.`));
      const growth = members.find((other) => isOf(other, GROWTH) && (subId === '' || other.text(4) === subId))?.text(5);
      const own = children.filter(({ obr }) => (obr.text(26, 2) || '') === subId);
      const sensitivities = [
        ...sensitivitiesOf(members.filter(belongs), profile),
        ...own.flatMap((child) => sensitivitiesOf(child.members, profile)),
      ];
      return [{ organism, ...(growth && { growth }), sensitivities }];
    });
