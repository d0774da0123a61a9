import { parseOdsCode } from '../../schema/identifiers';
import type { GeneralPractice } from '../../schema/clinical/person';
import type { InstanceName } from '../../schema/identifiers';
import type { Segment } from '../wire/hl7v2/message';
import { said } from './patch';
import { party } from './xcn';

/**
 * PD1-3 (`TEST PRACTICE^^C82999`) with the GP of PD1-4. The practice leads: a GP alone says nothing, because the pair is
 * replaced together and would lose the practice.
 */
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
