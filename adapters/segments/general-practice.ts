import { parseOdsCode } from '../../schema/identifiers';
import type { GeneralPractice } from '../../schema/clinical/person';
import type { Party } from '../../schema/clinical/values';
import type { InstanceName } from '../../schema/identifiers';
import type { Segment } from '../wire/hl7v2/message';
import { said } from './patch';
import { party } from './xcn';

/** PD1-3 (`TEST PRACTICE^^C82999`) with the GP of PD1-4. They are replaced together: nobody is a GP of another practice. */
export const generalPractice = (pd1: Segment | undefined, instance: InstanceName): GeneralPractice | null | undefined =>
  said(pd1, 3, (segment) => {
    const odsCode = parseOdsCode(segment.text(3, 3).trim());
    const name = segment.text(3, 1).trim();
    const generalPractitioner = party(segment, 4, instance);
    if (odsCode === null && name === '') return undefined;
    return {
      ...(odsCode === null ? {} : { odsCode }),
      ...(name === '' ? {} : { name }),
      ...(generalPractitioner === undefined ? {} : { generalPractitioner }),
    };
  });

/** PD1-4 where PD1-3 says nothing: whose patient somebody is at the practice that stands; null for nobody's any more. */
export const generalPractitionerAlone = (pd1: Segment | undefined, instance: InstanceName): Party | null | undefined =>
  pd1?.raw(3) === '' ? said(pd1, 4, (segment) => party(segment, 4, instance)) : undefined;
