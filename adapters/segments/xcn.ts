import type { Identifier, Party } from '../../schema/clinical/values';
import type { InstanceName } from '../../schema/identifiers';
import type { Segment } from '../wire/hl7v2/message';
import { nameText } from './xpn';

const GMC_NUMBER = 'https://fhir.hl7.org.uk/Id/gmc-number';
const GMP_NUMBER = 'https://fhir.hl7.org.uk/Id/gmp-number';
const SDS_USER = 'https://fhir.nhs.uk/Id/sds-user-id';

/** ITK sends GPs' `G` codes under `GMC` too, though they are GMP numbers. */
const identifierOf = (code: string, authority: string, instance: InstanceName): Identifier => {
  if (/^G\d{7}$/.test(code) && (authority === 'GMC' || authority === 'GMP')) return { system: GMP_NUMBER, value: code };
  if (authority === 'GMC') return { system: GMC_NUMBER, value: code };
  if (authority === 'GMP') return { system: GMP_NUMBER, value: code };
  if (/^555\d{9}$/.test(code)) return { system: SDS_USER, value: code };
  return { system: `urn:local:${instance}:${authority === '' ? 'clinician' : authority}`, value: code };
};

/**
 * One XCN (HL7 2.4 section 2.8.49) as someone named in a record: `WARD, Ann (Dr)`, with the code as sent
 * (`C9999991` is a consultant code: C and the GMC reference number). Undefined without name or code.
 */
export const party = (segment: Segment, field: number, instance: InstanceName, repetition = 1): Party | undefined => {
  const part = (component: number) => segment.text(field, component, repetition).trim();
  const code = part(1);
  const name = nameText(
    part(2),
    [part(3), part(4)].filter((text) => text !== ''),
    part(6),
  );
  if (code === '' && name === '') return undefined;
  return {
    text: name === '' ? code : name,
    ...(code === '' ? {} : { identifier: identifierOf(code, part(9), instance) }),
  };
};
