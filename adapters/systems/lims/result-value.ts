import type { CodeableConcept, Quantity } from '../../../schema/clinical/values';
import type { ReferenceRange } from '../../../schema/clinical/pathology';
import type { FeedProfile } from '../../contract';
import { freeText } from '../../segments/free-text';
import type { Delimiters, Segment } from '../../wire/hl7v2/message';
import { repeatedConcept, repeatedText } from './repeated';
import { reportedMoment, reportedTime } from './reported-time';
import { unitOf } from './unit';

export interface ResultValue {
  readonly valueText?: string;
  readonly quantity?: Quantity;
  readonly concept?: CodeableConcept;
}

const COMPARATORS = ['<=', '>=', '<', '>'] as const;
const NUMBER = /^-?\d+(\.\d+)?$/;

const printed = (value: string, obx: Segment): string => [value, unitOf(obx).unit].filter(Boolean).join(' ');

/** `>900` as a comparator and a number; anything else is text. */
const numberOf = (text: string, obx: Segment): Quantity | undefined => {
  const comparator = COMPARATORS.find((sign) => text.startsWith(sign));
  const value = text.slice(comparator?.length ?? 0).trim();
  return NUMBER.test(value) ? { value, ...(comparator && { comparator }), ...unitOf(obx) } : undefined;
};

/** SN (HL7 2.5.1 section 2A.69): comparator ^ number ^ separator ^ number. */
const structuredNumber = (obx: Segment, repetition: number): string =>
  [1, 2, 3, 4].map((part) => obx.text(5, part, repetition)).join('');

/** Several numbers in one line are printed as they came: none of them is the quantity. */
const asNumber = (text: string, obx: Segment): ResultValue => {
  if (text === '') return {};
  const quantity = numberOf(text, obx);
  return { valueText: printed(text, obx), ...(quantity && { quantity }) };
};

const asText = (text: string): ResultValue => (text === '' ? {} : { valueText: text });

/** The value of a line as reported. Nothing is converted, rounded or judged. */
export const valueOfLine = (obx: Segment, profile: FeedProfile, delimiters: Delimiters): ResultValue => {
  switch (obx.text(2)) {
    case 'SN':
      return asNumber(
        repeatedText(obx, 5, (repetition) => structuredNumber(obx, repetition)),
        obx,
      );
    case 'NM':
      return asNumber(
        repeatedText(obx, 5, (repetition) => obx.text(5, 1, repetition)),
        obx,
      );
    case 'CE':
    case 'CNE':
    case 'CWE': {
      const concept = repeatedConcept(obx, 5, profile.instance, 'value');
      return concept ? { valueText: concept.text, concept } : {};
    }
    case 'ED':
    case 'RP':
      return { valueText: 'Document attached' };
    case 'DT':
    case 'TS':
    case 'DTM':
      // A date is digits, but no number.
      return asText(repeatedText(obx, 5, (repetition) => reportedMoment(obx.text(5, 1, repetition))));
    case 'TM':
      return asText(repeatedText(obx, 5, (repetition) => reportedTime(obx.text(5, 1, repetition))));
    case 'TX':
    case 'FT':
      return asText(freeText(obx, 5, delimiters).join('\n'));
    default:
      return asNumber(freeText(obx, 5, delimiters).join('\n'), obx);
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
