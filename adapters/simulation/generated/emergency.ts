import { instantOf, MINUTE, type Instant } from '../../../schema/time';
import { EXAMINATION } from '../codes';
import { labReport, order, version } from '../entry';
import type { Facts } from '../facts';
import type { SimStay } from '../hospital';
import { SET, ureaAndElectrolytes } from '../pathology-tests';

/** Minutes after somebody came; nobody generated came less than 40 minutes ago. */
const ORDERED = 15;
const REPORTED = 35;

const minutesIn = ({ placements: [first] }: SimStay, minutes: number): Instant =>
  instantOf(Date.parse(first?.from ?? '') + minutes * MINUTE);

/**
 * What was asked for those in the emergency department, in the order of their beds: blood of the first, third and so on,
 * reported of the first, fifth and so on; an X-ray of the first, fourth and so on, which nobody has reported. Draws nothing,
 * so that everybody else is as they were.
 */
export const askedInEmergency = (stays: readonly SimStay[]): Partial<Facts> => {
  const inEd = stays
    .filter(({ class: kind, placements }) => kind === 'EMER' && placements.at(-1)?.ward === 'ED')
    .map((stay, at) => ({ stay, at, number: at + 1 }));
  const bled = inEd.filter(({ at }) => at % 2 === 0);
  return {
    labOrders: bled.map(({ stay, number }) =>
      order(`ORD${30_000 + number}`, stay, minutesIn(stay, ORDERED), SET.ue, stay.consultant, 'S'),
    ),
    labReports: bled
      .filter(({ at }) => at % 4 === 0)
      .map(({ stay, number }) =>
        labReport({
          filler: `26B03${String(number).padStart(5, '0')}`,
          placer: `ORD${30_000 + number}`,
          person: stay.person,
          visit: stay.visit,
          ward: 'ED',
          set: SET.ue,
          discipline: 'BS',
          collected: minutesIn(stay, ORDERED),
          requester: stay.consultant,
          versions: [version(minutesIn(stay, REPORTED), ureaAndElectrolytes('139', '4.2', '5.8', '76'))],
        }),
      ),
    imagingOrders: inEd
      .filter(({ at }) => at % 3 === 0)
      .map(({ stay, number }) => {
        const { snomed: code, display } = EXAMINATION.chestXray;
        return order(`ORD${40_000 + number}`, stay, minutesIn(stay, ORDERED), { code, display }, stay.consultant, 'S');
      }),
  };
};
