import { londonStamp } from '../../../../schema/time';
import type { Hospital, HospitalEvent, SimBed, SimWard } from '../../../simulation/hospital';
import type { OutboundSegment, Repetition } from '../../../wire/hl7v2/build';
import { AUTHORITY } from './person-segments';
import { place } from './visit-segments';

const entry = (
  at: string,
  id: string,
  key: Repetition,
  name: string,
  type: 'N' | 'B',
  parent: { readonly site?: Repetition; readonly within?: Repetition },
): readonly OutboundSegment[] => [
  ['MFE', { 1: 'MUP', 2: id, 3: at, 4: key, 5: 'PL' }],
  ['LOC', { 1: key, 2: name, 3: type }],
  ['LRL', { 1: key, 2: 'A', 3: '1', 4: 'PAR', 5: parent.site ?? '', 6: parent.within ?? '' }],
];

const bedEntry = (at: string, ward: SimWard, bed: SimBed, index: number): readonly OutboundSegment[] =>
  entry(at, `M${String(index + 1).padStart(3, '0')}`, place(ward.code, bed.code), bed.name, 'B', {
    within: place(ward.code, bed.bay),
  });

/** MFN^M05 for one ward: the ward (LOC-3 N, its site as parent), then its beds (LOC-3 B, their bay as parent). */
export const bedStockSegments = (
  hospital: Hospital,
  event: Extract<HospitalEvent, { kind: 'bed-stock' }>,
): readonly OutboundSegment[] | null => {
  const ward = hospital.wards.find(({ code, organisation }) => code === event.ward && organisation === AUTHORITY);
  if (ward === undefined) return null;
  const at = londonStamp(event.at);
  const siteName = hospital.sites.find(({ code }) => code === ward.site)?.name ?? ward.site;
  return [
    ['MFI', { 1: ['LOC', 'Location', 'HL70175'], 3: 'UPD', 6: 'NE' }],
    ...entry(at, 'M000', place(ward.code), ward.name, 'N', { site: [siteName, '', ward.site] }),
    ...ward.beds.flatMap((bed, index) => bedEntry(at, ward, bed, index)),
  ];
};
