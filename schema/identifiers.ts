declare const brand: unique symbol;

/** Ten digits that pass the modulus-11 check (NHS Data Dictionary, NHS NUMBER). Built only by {@link parseNhsNumber}. */
export type NhsNumber = string & { readonly [brand]: 'NhsNumber' };
/** An organisation, site or practice code of the Organisation Data Service: `RWE`, `C82999`. */
export type OdsCode = string & { readonly [brand]: 'OdsCode' };
/** A person in the index: opaque, minted here, never reused. */
export type PersonId = string & { readonly [brand]: 'PersonId' };
/** A system instance: `pas@RWE`, `gp-connect@C82999`. */
export type InstanceName = `${string}@${string}`;

/** Spaces and dashes are how people write it; they are dropped. Null when the check digit disagrees. */
export const parseNhsNumber = (text: string): NhsNumber | null => {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d{10}$/.test(digits)) return null;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(digits[9]) ? (digits as NhsNumber) : null;
};

export const parseOdsCode = (text: string): OdsCode | null => (/^[A-Z0-9]{3,8}$/.test(text) ? (text as OdsCode) : null);

export const NHS_NUMBER_SYSTEM = 'https://fhir.nhs.uk/Id/nhs-number';
export const ODS_CODE_SYSTEM = 'https://fhir.nhs.uk/Id/ods-organization-code';

/** Where an organisation's own hospital numbers live (design choice: no public system exists). */
export const hospitalNumberSystem = (organisation: string): string =>
  `https://fhir.${organisation.toLowerCase()}.example.nhs.uk/Id/hospital-number`;

const TRUST_CODE = /^[RT][A-Z0-9]{2}$/;

/** Where a hospital number of an assigning authority (CX-4) lives: at the trust it names, else at the sender's own organisation. */
export const numberingOf = (authority: string, organisation: string): string =>
  hospitalNumberSystem(TRUST_CODE.test(authority) ? authority : organisation);

/** Visit numbers are the organisation's, so the same stay heard from two systems is one stay. */
export const visitNumberSystem = (organisation: string): string =>
  `https://fhir.${organisation.toLowerCase()}.example.nhs.uk/Id/visit-number`;

/** The two halves of an instance's name. */
export const instanceParts = (name: InstanceName): { system: string; organisation: string } => {
  const at = name.lastIndexOf('@');
  return { system: name.slice(0, at), organisation: name.slice(at + 1) };
};
