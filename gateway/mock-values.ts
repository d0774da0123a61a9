import { isEnumType, type GraphQLSchema } from 'graphql';
import type { IMocks } from '@graphql-tools/mock';

/** People who share nothing with anybody: NHS numbers of the 999 range, which is never issued, with valid check digits. */
const PEOPLE = [
  {
    nhsNumber: '9990000018',
    family: 'Mock',
    given: 'Ada',
    prefix: 'Mrs',
    gender: 'FEMALE',
    birthDate: '1948-03-02',
    age: '78',
  },
  {
    nhsNumber: '9990000026',
    family: 'Sample',
    given: 'Ben',
    prefix: 'Mr',
    gender: 'MALE',
    birthDate: '1971-12-24',
    age: '54',
  },
  {
    nhsNumber: '9990000034',
    family: 'Invented',
    given: 'Cleo',
    prefix: 'Ms',
    gender: 'FEMALE',
    birthDate: '1990-07',
    age: '36',
  },
] as const;

const person = (turn: number): Record<string, unknown> => {
  const { family, given, prefix, age, ...rest } = PEOPLE[turn % PEOPLE.length] ?? PEOPLE[0];
  const text = `${family.toUpperCase()}, ${given} (${prefix})`;
  const name = { text, family, given: [given], prefix, use: 'official' };
  return { ...rest, name, age: { value: age, unit: 'years' }, restricted: false };
};

/** What an enum says unless the first of its values would look odd on a screen. */
const USUAL: Readonly<Record<string, string>> = {
  AppointmentKind: 'OUTPATIENT',
  AppointmentStatus: 'BOOKED',
  DiagnosticReportStatus: 'FINAL',
  DischargePathway: 'P1',
  EncounterStatus: 'IN_PROGRESS',
  ObservationStatus: 'FINAL',
};

const usualEnums = (schema: GraphQLSchema): IMocks =>
  Object.fromEntries(
    Object.values(schema.getTypeMap()).flatMap((type) =>
      isEnumType(type) ? [[type.name, () => USUAL[type.name] ?? type.getValues()[0]?.name]] : [],
    ),
  );

/**
 * Invented values, plainly so, of the right kind for every type of the schema, and the same at every start: what a
 * screen shows today it shows tomorrow. Ids differ from each other, or a client's cache would take all records for one.
 */
export const mockValues = (schema: GraphQLSchema): IMocks => {
  let ids = 0;
  let people = 0;
  return {
    ...usualEnums(schema),
    ID: () => `mock_${(ids += 1)}`,
    String: () => 'Mock text',
    // Lists hold two, so that their counts are right.
    Int: () => 2,
    Boolean: () => false,
    Instant: () => '2026-11-20T10:00:00.000Z',
    Date: () => '2026-11-20',
    PartialDate: () => '2019-05',
    NhsNumber: () => '9990000018',
    OdsCode: () => 'RWE',
    Decimal: () => '4.2',

    Patient: () => person(people++),
    HumanName: () => ({ text: 'MOCK, Ada (Mrs)', family: 'Mock', given: ['Ada'], prefix: 'Mrs', use: 'official' }),
    Viewer: () => ({ name: 'Mock Viewer', role: 'clinician' }),
    Ward: () => ({ code: 'W12', name: 'Ward 12', siteName: 'Mock Hospital' }),
    Bed: () => ({ code: 'B3-02', name: 'B3-02', bay: 'B3' }),
    WardBedState: () => ({ total: 12, open: 12, occupied: 8, available: 4, closed: 0, cleaning: 0 }),
    BedGroup: () => ({ total: 6, occupied: 4, available: 2 }),
    EarlyWarning: () => ({ total: 7, singleThree: true, acknowledgedAt: null }),
    LabResult: () => ({ valueText: '4.2 mmol/L', laboratory: 'Mock Laboratory', notes: [], previous: [] }),
    Observation: () => ({ valueText: '4.2 mmol/L' }),
    ResultVersion: () => ({ valueText: '4.1 mmol/L' }),
    Quantity: () => ({ value: '4.2', comparator: null, unit: 'mmol/L', ucum: 'mmol/L' }),
    CodeableConcept: () => ({ text: 'Mock concept' }),
    Coding: () => ({ system: 'http://snomed.info/sct' }),
    ContactPoint: () => ({ system: 'phone', value: '01632 960000', use: 'work' }),
    Address: () => ({ text: '1 Mock Lane, Leicester, LE1 1AA', city: 'Leicester', postalCode: 'LE1 1AA', use: 'home' }),
    GeneralPractice: () => ({ odsCode: 'C82999', name: 'Mock Practice' }),
    Appointment: () => ({ start: '2026-12-01T09:30:00.000Z', end: '2026-12-01T09:45:00.000Z' }),
    ImagingStudy: () => ({ description: 'CT chest', modalities: ['CT'], thumbnailUrl: null }),
    Period: () => ({ start: '2026-11-18T08:00:00.000Z', end: null }),
    Window: () => ({ from: '2025-11-20T10:00:00.000Z', to: '2026-11-20T10:00:00.000Z' }),

    Source: () => ({ system: 'mock', systemName: 'Mock system' }),
    SourceAnswer: () => ({
      ...{ capability: 'mock', system: 'mock', systemName: 'Mock system', answer: 'FOUND' },
      ...{ code: null, retryable: null, warnings: [] },
    }),
    Completeness: () => ({ status: 'COMPLETE', withheld: false }),
    PageInfo: () => ({ hasNextPage: false, endCursor: null }),
  };
};
