import type { OdsCode } from '../../schema/identifiers';
import type { SimBed, SimSite, SimWard } from './hospital';

/** Organisations and practices of the synthetic hospital. RWE, RT5, RWEAA and RWEAE are real codes; the practices are not. */
export const RWE = 'RWE' as OdsCode;
export const RT5 = 'RT5' as OdsCode;
export const PRACTICES = {
  test: { code: 'C82999' as OdsCode, name: 'Test Practice', gp: 'G9999998' },
  second: { code: 'C82997' as OdsCode, name: 'Second Practice', gp: 'G9999997' },
  /** Known to hold records, but no GP Connect endpoint is connected to it. */
  unconnected: { code: 'C82998' as OdsCode, name: 'Unconnected Practice', gp: 'G9999996' },
  /** The ODS code for "practice not known". */
  notKnown: { code: 'V81999' as OdsCode, name: 'Practice not known', gp: 'G9999981' },
} as const;
export const CONNECTED_PRACTICES: readonly OdsCode[] = [PRACTICES.test.code, PRACTICES.second.code];

export const SITES: readonly SimSite[] = [
  { organisation: RWE, code: 'RWEAA', name: 'Leicester Royal Infirmary' },
  { organisation: RWE, code: 'RWEAE', name: 'Leicester General Hospital' },
  { organisation: RT5, code: 'RT5CE', name: 'Cedar Community Hospital' },
];

type Sex = SimBed['sex'];
interface BayPlan {
  readonly bay: string;
  readonly sex: Sex;
  readonly beds: number;
}

const numbered = (n: number): string => String(n).padStart(2, '0');

/** Bays `B<n>` hold beds `B<n>-01`…; the bay `SR` is the ward's side rooms, each a bed of its own. */
const layOut = (
  wardName: string,
  bays: readonly BayPlan[],
  condition: Readonly<Record<string, SimBed['condition']>> = {},
): SimBed[] =>
  bays.flatMap(({ bay, sex, beds }) =>
    Array.from({ length: beds }, (_, index): SimBed => {
      const code = `${bay}-${numbered(index + 1)}`;
      const sideRoom = bay === 'SR';
      const name = sideRoom ? `${wardName} Side Room ${index + 1}` : `${wardName} Bay ${bay.slice(1)} Bed ${index + 1}`;
      return { code, bay, name, sex, sideRoom, condition: condition[code] ?? 'ready' };
    }),
  );

const bay = (code: string, sex: Sex, beds: number): BayPlan => ({ bay: code, sex, beds });

/** Wards whose beds and patients are laid out by hand; nothing generated, and no traffic, ever touches them. */
export const HAND_LAID_WARDS: readonly SimWard[] = [
  {
    organisation: RWE,
    site: 'RWEAA',
    code: 'W12',
    name: 'Ward 12',
    treatmentFunction: '300',
    kind: 'inpatient',
    beds: layOut('Ward 12', [bay('B3', 'female', 4), bay('B4', 'male', 4), bay('SR', 'mixed', 2)], {
      'B3-04': 'cleaning',
      'B4-03': 'closed',
    }),
  },
  {
    organisation: RWE,
    site: 'RWEAA',
    code: 'W15',
    name: 'Ward 15',
    treatmentFunction: '430',
    kind: 'inpatient',
    beds: layOut('Ward 15', [bay('B1', 'female', 3), bay('B2', 'male', 2), bay('SR', 'mixed', 1)]),
  },
  {
    organisation: RT5,
    site: 'RT5CE',
    code: 'CEDAR',
    name: 'Cedar Ward',
    treatmentFunction: '430',
    kind: 'community',
    beds: layOut('Cedar Ward', [bay('B1', 'female', 3), bay('B2', 'male', 2), bay('SR', 'mixed', 1)], {
      'B2-02': 'cleaning',
    }),
  },
  // Its people are at home: places, and no beds.
  {
    organisation: RT5,
    site: 'RT5CE',
    code: 'VWHF',
    name: 'Heart Failure Virtual Ward',
    treatmentFunction: '320',
    kind: 'virtual',
    beds: [],
  },
];

const ward = (
  site: string,
  code: string,
  name: string,
  treatmentFunction: string,
  bays: readonly BayPlan[],
  kind: SimWard['kind'] = 'inpatient',
): SimWard => ({
  organisation: RWE,
  site,
  code,
  name,
  treatmentFunction,
  kind,
  beds: layOut(name, bays),
});

/** The ward of thirty, always full: shows that a ward list costs a fixed number of calls. */
export const FULL_WARD = 'W30';

export const GENERATED_WARDS: readonly SimWard[] = [
  ward('RWEAA', 'ED', 'Emergency Department', '180', [bay('B1', 'mixed', 10), bay('SR', 'mixed', 2)], 'ed'),
  ward('RWEAA', 'W20', 'Ward 20', '340', [bay('B1', 'female', 6), bay('B2', 'male', 6), bay('SR', 'mixed', 4)]),
  ward('RWEAA', 'W21', 'Ward 21', '320', [bay('B1', 'female', 6), bay('B2', 'male', 6), bay('SR', 'mixed', 2)]),
  ward('RWEAA', FULL_WARD, 'Ward 30', '100', [bay('B1', 'female', 14), bay('B2', 'male', 14), bay('SR', 'mixed', 2)]),
  ward('RWEAE', 'G5', 'Ward G5', '361', [bay('B1', 'female', 6), bay('B2', 'male', 6), bay('SR', 'mixed', 2)]),
  ward('RWEAE', 'G7', 'Ward G7', '110', [bay('B1', 'female', 5), bay('B2', 'male', 5), bay('SR', 'mixed', 2)]),
];

export const WARDS: readonly SimWard[] = [...HAND_LAID_WARDS, ...GENERATED_WARDS];
export const wardByCode = (code: string): SimWard | undefined => WARDS.find((each) => each.code === code);
