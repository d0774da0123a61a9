import type { CodeableConcept, Quantity } from '../../../schema/clinical/values';
import type { ReferenceRange } from '../../../schema/clinical/pathology';
import type { FeedProfile } from '../../contract';
import { codeableConcept } from '../../segments/cwe';
import { freeText } from '../../segments/free-text';
import { momentOrDateOfTs } from '../../segments/ts';
import type { Delimiters, Segment } from '../../wire/hl7v2/message';

export interface ResultValue {
  readonly valueText?: string;
  readonly quantity?: Quantity;
  readonly concept?: CodeableConcept;
}

const COMPARATORS = ['<=', '>=', '<', '>'] as const;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** OBX-6: the printed unit; it is UCUM (2.5.1 UK profiles) unless it could not be. */
const unitOf = (obx: Segment): Pick<Quantity, 'unit' | 'ucum'> => {
  const code = obx.text(6);
  if (code === '') return {};
  const unit = obx.text(6, 2) || code;
  return /[\s^]/.test(code) ? { unit } : { unit, ucum: code };
};

const printed = (value: string, obx: Segment): string => [value, unitOf(obx).unit].filter(Boolean).join(' ');

/** `>900` as a comparator and a number; anything else is text. */
const numberOf = (text: string, obx: Segment): Quantity | undefined => {
  const comparator = COMPARATORS.find((sign) => text.startsWith(sign));
  const value = text.slice(comparator?.length ?? 0).trim();
  return NUMBER.test(value) ? { value, ...(comparator && { comparator }), ...unitOf(obx) } : undefined;
};

/** SN (HL7 2.5.1 section 2A.69): comparator ^ number ^ separator ^ number. */
const structuredNumber = (obx: Segment): string => [1, 2, 3, 4].map((part) => obx.text(5, part)).join('');

const asNumber = (text: string, obx: Segment): ResultValue => {
  const quantity = numberOf(text, obx);
  return { valueText: printed(text, obx), ...(quantity && { quantity }) };
};

/** The value of a line as reported. Nothing is converted, rounded or judged. */
export const valueOfLine = (obx: Segment, profile: FeedProfile, delimiters: Delimiters): ResultValue => {
  switch (obx.text(2)) {
    case 'SN':
      return asNumber(structuredNumber(obx), obx);
    case 'NM':
      return obx.text(5) === '' ? {} : asNumber(obx.text(5), obx);
    case 'CE':
    case 'CNE':
    case 'CWE': {
      const concept = codeableConcept(obx, 5, profile.instance, 'value');
      return concept ? { valueText: concept.text, concept } : {};
    }
    case 'ED':
    case 'RP':
      return { valueText: 'Document attached' };
    case 'DT':
    case 'TS':
    case 'DTM': {
      // A date is digits, but no number.
      const text = obx.text(5);
      return text === '' ? {} : { valueText: momentOrDateOfTs(text) ?? text };
    }
    case 'TX':
    case 'FT': {
      const text = freeText(obx, 5, delimiters).join('\n');
      return text === '' ? {} : { valueText: text };
    }
    default: {
      const text = freeText(obx, 5, delimiters).join('\n');
      return text === '' ? {} : asNumber(text, obx);
    }
  }
};

/** OBX-7 as printed, with its bounds where it has the usual forms `130-180`, `<21`, `>4`. */
export const referenceRanges = (obx: Segment): readonly ReferenceRange[] => {
  const text = obx.text(7);
  if (text === '') return [];
  const [, low, high] = /^(-?\d+(?:\.\d+)?)\s*-\s*(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const [, below] = /^<=?\s*(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const [, above] = /^>=?\s*(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const from = low ?? above;
  const to = high ?? below;
  return [{ text, ...(from && { low: from }), ...(to && { high: to }) }];
};
