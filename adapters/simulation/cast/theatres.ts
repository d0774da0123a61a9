import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { BONE_BRYN, KNIFE_KATE, WARD_ANN } from '../clinicians';
import { labReport, version } from '../entry';
import { RWE } from '../estate';
import type { SimAppointment, SimTheatreSession } from '../hospital';
import { groupAndSave, SET } from '../pathology-tests';

const THEATRE_2 = { code: 'TH2', name: 'Theatre 2' } as const;
const THEATRE_4 = { code: 'TH4', name: 'Theatre 4' } as const;

type Operation = Pick<SimAppointment, 'id' | 'person' | 'start' | 'minutes' | 'description'> & Partial<SimAppointment>;

const operation =
  (t: Timeline, clinician: SimAppointment['clinician'], { name: place }: SimTheatreSession['theatre']) =>
  (given: Operation): SimAppointment => ({
    kind: 'theatre',
    organisation: RWE,
    clinician,
    place,
    status: 'booked',
    booked: t.dayAt(-8, 14),
    ...given,
  });

/** Beside TH930 (p001) and TH931 (p023), which stand with their people; one is cancelled, one of a restricted man, one in no session. */
const operations = (t: Timeline): readonly SimAppointment[] => {
  const bone = operation(t, BONE_BRYN, THEATRE_2);
  const knife = operation(t, KNIFE_KATE, THEATRE_4);
  const [eleven, half] = [t.dayAt(1, 11), t.dayAt(1, 13, 30)];
  return [
    bone({
      id: 'TH932',
      person: 'p020',
      start: eleven,
      minutes: 60,
      description: 'Knee arthroscopy',
      status: 'cancelled',
    }),
    knife({ id: 'TH933', person: 'p016', start: half, minutes: 90, description: 'Laparoscopic cholecystectomy' }),
    bone({
      id: 'TH934',
      person: 'p005',
      start: t.dayAt(2, 9),
      minutes: 60,
      description: 'Removal of metalwork, ankle',
    }),
    bone({ id: 'TH935', person: 'p020', start: t.dayAt(2, 10, 30), minutes: 60, description: 'Knee arthroscopy' }),
    operation(
      t,
      KNIFE_KATE,
      THEATRE_2,
    )({
      id: 'TH936',
      person: 'p006',
      start: t.dayAt(1, 18),
      minutes: 60,
      description: 'Gastroscopy under general anaesthetic',
      booked: t.hoursAgo(1),
    }),
  ];
};

/** Tomorrow a list, an empty one and another; the day after one more; and p001's in three weeks. */
const sessions = (t: Timeline): readonly SimTheatreSession[] => {
  const shared = { organisation: RWE, minutes: 240, published: t.dayAt(-30, 9) } as const;
  const bone = { ...shared, theatre: THEATRE_2, clinician: BONE_BRYN, treatmentFunction: '110' } as const;
  const knife = { ...shared, theatre: THEATRE_4, clinician: KNIFE_KATE, treatmentFunction: '100' } as const;
  const [morning, afternoon] = ['General surgery, morning', 'General surgery, afternoon'] as const;
  return [
    { ...bone, id: 'TS940', name: 'Orthopaedics, morning', start: t.dayAt(1, 8, 30), unavailable: 20 },
    { ...knife, id: 'TS941', name: morning, start: t.dayAt(1, 8, 30) },
    { ...knife, id: 'TS942', name: afternoon, start: t.dayAt(1, 13, 30) },
    { ...bone, id: 'TS943', name: 'Orthopaedics, morning', start: t.dayAt(2, 8, 30) },
    { ...knife, id: 'TS944', name: morning, start: t.dayAt(21, 8, 30) },
  ];
};

/** p023's blood, grouped and saved when she was seen before her operation. */
const savedBlood = (t: Timeline): Partial<Facts> => ({
  labReports: [
    labReport({
      filler: '26X0000415',
      person: 'p023',
      set: SET.groupAndSave,
      discipline: 'BLB',
      requester: WARD_ANN,
      collected: t.dayAt(-4, 10),
      versions: [version(t.dayAt(-4, 13), groupAndSave('O RhD positive', 'Negative'))],
    }),
  ],
});

export const theatres = (t: Timeline): readonly Partial<Facts>[] => [
  { appointments: operations(t), theatreSessions: sessions(t) },
  savedBlood(t),
];
