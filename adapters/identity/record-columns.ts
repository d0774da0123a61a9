import type { PersonFacts } from '../../schema/events';
import { NHS_NUMBER_SYSTEM } from '../../schema/identifiers';
import type { Identifier } from '../../schema/clinical/values';

/** As search compares names: upper case, composed, single spaces. */
export const searchName = (text: string): string => text.normalize('NFC').toUpperCase().trim().replace(/\s+/g, ' ');
export const searchPostcode = (text: string): string => text.toUpperCase().replace(/\s/g, '');

/** What the index keeps of a record. */
export interface RecordColumns {
  readonly nhs_number: string | null;
  readonly trace_status: string | null;
  readonly birth_date: string | null;
  readonly birth_date_estimated: boolean;
  readonly family: string | null;
  readonly given: string | null;
  readonly postal_code: string | null;
  readonly practice: string | null;
  readonly restricted: boolean;
  readonly very_restricted: boolean;
  readonly dissents: boolean;
}

export const columnsOf = (facts: PersonFacts, restricted: boolean): RecordColumns => {
  const given = facts.name?.given.join(' ') ?? '';
  return {
    nhs_number: facts.nhsNumber ?? null,
    trace_status: facts.traceStatus ?? null,
    birth_date: facts.birthDate ?? null,
    birth_date_estimated: facts.birthDateEstimated ?? false,
    family: facts.name?.family === undefined ? null : searchName(facts.name.family),
    given: given === '' ? null : searchName(given),
    postal_code: facts.address?.postalCode === undefined ? null : searchPostcode(facts.address.postalCode),
    practice: facts.generalPractice?.odsCode ?? null,
    restricted,
    very_restricted: facts.veryRestricted ?? false,
    dissents: facts.dissents ?? false,
  };
};

/** A record that only a merge has named is told of by nothing but its own id, which is its sender's number. */
const numberOf = (recordId: string): readonly Identifier[] => {
  const bar = recordId.indexOf('|');
  return bar <= 0 ? [] : [{ system: recordId.slice(0, bar), value: recordId.slice(bar + 1) }];
};

/** Hospital numbers, each once, in a fixed order. An NHS number is never one of them: it has rules of its own. */
export const identifiersOf = (recordId: string, { identifiers }: PersonFacts): readonly Identifier[] => {
  const byKey = new Map(
    (identifiers.length > 0 ? identifiers : numberOf(recordId))
      .filter((one) => one.system !== NHS_NUMBER_SYSTEM && one.value !== '')
      .map(({ system, value }) => [`${system}|${value}`, { system, value }]),
  );
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
};
