import { londonStamp } from '../../../../schema/time';
import { EXAMINATION } from '../../../simulation/codes';
import {
  clinicianParts,
  codedParts,
  mshSegment,
  pidSegment,
  pv1Segments,
} from '../../../simulation/departmental-segments';
import type { Header } from '../../../simulation/departmental-segments';
import type { Hospital, HospitalEvent, SimCoded } from '../../../simulation/hospital';
import { buildMessage } from '../../../wire/hl7v2/build';

/** Older order comms write ORM^O01: every third order here, by its place in a list that only grows. */
const isOldStyle = (place: number): boolean => place % 3 === 2;

const OMG: Pick<Header, 'type' | 'version'> = { type: ['OMG', 'O19', 'OMG_O19'], version: '2.5.1' };
const ORM: Pick<Header, 'type' | 'version'> = { type: ['ORM', 'O01', 'ORM_O01'], version: '2.4' };

const examination = ({ code, display }: SimCoded): readonly string[] => {
  const known = Object.values(EXAMINATION).find(({ snomed }) => snomed === code);
  return known === undefined
    ? codedParts({ code, display })
    : [known.nicip, known.display, 'NICIP', known.snomed, known.display, 'SNM3'];
};

/** A copy of an imaging order as the ordering system writes it: OMG^O19, or ORM^O01; the priority in OBR-27.6. */
export const orderMessage = (
  hospital: Hospital,
  event: Extract<HospitalEvent, { kind: 'imaging-ordered' }>,
  nextControlId: () => string,
): string | null => {
  const order = hospital.imagingOrders.find(({ placer }) => placer === event.placer);
  const person = hospital.people.find(({ key }) => key === order?.person);
  if (order === undefined || person === undefined) return null;
  const { organisation, at } = event;
  const requester = clinicianParts(order.requester);
  return buildMessage([
    mshSegment({
      from: 'NC',
      to: 'RIS',
      organisation,
      ...(isOldStyle(hospital.imagingOrders.indexOf(order)) ? ORM : OMG),
      controlId: nextControlId(),
      at,
    }),
    pidSegment(person, organisation),
    ...pv1Segments(hospital, { visit: order.visit, at: order.at, clinician: order.requester }, organisation),
    ['ORC', { 1: 'NW', 2: order.placer, 9: londonStamp(order.at), 12: requester }],
    [
      'OBR',
      {
        1: '1',
        2: order.placer,
        4: examination(order.code),
        6: londonStamp(order.at),
        13: order.reason ?? '',
        16: requester,
        24: 'RAD',
        27: ['', '', '', '', '', order.priority],
      },
    ],
  ]);
};
