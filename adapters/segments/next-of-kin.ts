import type { NextOfKin } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import type { Segment } from '../wire/hl7v2/message';
import { coded } from './codes/code-table';
import { RELATIONSHIP } from './codes/relationship';
import { humanNames } from './xpn';
import { contactPoints } from './xtn';

const oneNextOfKin = (nk1: Segment, instance: InstanceName): NextOfKin | undefined => {
  const names = humanNames(nk1, 2);
  if (names === undefined) return undefined;
  const code = nk1.text(3).trim();
  return {
    name: names.name,
    relationship: coded(RELATIONSHIP, code, instance) ?? { text: 'Not stated', codings: [] },
    telecom: [...contactPoints(nk1, 5, 'home'), ...contactPoints(nk1, 6, 'work')],
  };
};

/** NK1 segments replace the list as a whole. None at all says nothing; one that is only `""` deletes them. */
export const nextOfKin = (
  nk1s: readonly Segment[],
  instance: InstanceName,
): readonly NextOfKin[] | null | undefined => {
  if (nk1s.length === 0) return undefined;
  const kin = nk1s.map((nk1) => oneNextOfKin(nk1, instance)).filter((one) => one !== undefined);
  if (kin.length > 0) return kin;
  return nk1s.some((nk1) => nk1.raw(2) === '""') ? null : undefined;
};
