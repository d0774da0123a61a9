import type { ContactPoint } from '../../schema/clinical/values';
import type { Segment } from '../wire/hl7v2/message';

const useOf = (use: string, equipment: string, otherwise: ContactPoint['use']): ContactPoint['use'] => {
  if (equipment === 'CP' || use === 'PRS') return 'mobile';
  if (use === 'WPN') return 'work';
  return use === 'PRN' ? 'home' : otherwise;
};

/** Every XTN of a field (HL7 2.4 section 2.8.52): XTN-1 number, XTN-2 use, XTN-3 equipment, XTN-4 e-mail, XTN-12 any text. */
export const contactPoints = (
  segment: Segment,
  field: number,
  otherwise: ContactPoint['use'],
): readonly ContactPoint[] =>
  Array.from({ length: segment.repetitions(field) }, (_, index): ContactPoint | undefined => {
    const part = (component: number) => segment.text(field, component, index + 1).trim();
    const number = part(1) || part(12);
    const value = number || part(4);
    if (value === '') return undefined;
    const use = useOf(part(2).toUpperCase(), part(3).toUpperCase(), otherwise);
    const system = value.includes('@') ? 'email' : 'phone';
    return { system, value, ...(use === undefined ? {} : { use }) };
  }).filter((point) => point !== undefined);
