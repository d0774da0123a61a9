import type { Party } from '../../../schema/clinical/values';
import type { InstanceName } from '../../../schema/identifiers';
import { party } from '../../segments/xcn';
import type { Segment } from '../../wire/hl7v2/message';

/** The subcomponents of a field's first component, read as if they were its components. */
const firstComponentOf = (segment: Segment, field: number): Segment => ({
  name: segment.name,
  position: segment.position,
  repetitions: () => segment.repetitions(field),
  text: (_field, component = 1, repetition = 1) => segment.text(field, 1, repetition, component),
  value: (_field, component = 1, repetition = 1) => segment.value(field, 1, repetition, component),
  raw: () => segment.raw(field),
});

/**
 * OBR-32, the principal result interpreter: an NDL (HL7 2.4 section 2.8.28), whose person is a CNN in subcomponents
 * with the parts of an XCN. Some senders write an XCN outright; then the name stands where NDL has a time.
 */
export const reporterOf = (obr: Segment, instance: InstanceName): Party | undefined => {
  const asSent = obr.text(32, 2);
  const isXcn = obr.text(32, 1, 1, 2) === '' && /\p{L}/u.test(asSent);
  return party(isXcn ? obr : firstComponentOf(obr, 32), 32, instance);
};
