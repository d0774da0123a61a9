import { parseNhsNumber } from '../../../schema/identifiers';

/** What is sent: an ADT as the PAS writes it, and a laboratory report of 30 results. */
export const KINDS = ['ADT', 'ORU of 30 OBX'] as const;
export type Kind = (typeof KINDS)[number];

/** As many as a large hospital has in its beds and clinics of a week. */
const PEOPLE = 5_000;
const LINES = 30;
const MS_PER_HOUR = 3_600_000;
const FIRST = Date.UTC(2026, 0, 5);

const checkDigits = Array.from({ length: 10 }, (_, digit) => String(digit));

/** Of the 999 range, which is never issued; one in eleven stems has no check digit, and is passed over. */
const nhsNumbers: readonly string[] = Array.from({ length: PEOPLE * 2 }, (_, stem) =>
  checkDigits.map((digit) => parseNhsNumber(`999${String(stem).padStart(6, '0')}${digit}`)).find((one) => one !== null),
)
  .filter((one) => one !== undefined)
  .slice(0, PEOPLE);

const stamp = (hours: number): string =>
  new Date(FIRST + hours * MS_PER_HOUR).toISOString().replaceAll(/\D/g, '').slice(0, 14);

const pid = (person: number, sex: string): string =>
  `PID|1||B${String(person).padStart(7, '0')}^^^RWE^MR~${nhsNumbers[person]}^^^NHS^NH||TESTER${person}^ADA^^^MS^^L||` +
  `19${40 + (person % 60)}0302|${sex}|||1 TEST LANE^^LEICESTER^^LE1 1AA^GBR^H||01160000000`;

/** A stay in four messages: admitted, told again, moved, discharged; then the next one. */
const STAY = ['A01', 'A08', 'A02', 'A03'] as const;

const adt = (n: number, run: string): readonly string[] => {
  const person = n % PEOPLE;
  const round = Math.floor(n / PEOPLE);
  const trigger = STAY[round % STAY.length] ?? 'A08';
  const visit = `${person}-${Math.floor(round / STAY.length)}`;
  const admitted = stamp(round - (round % STAY.length));
  const bed = `RWE^W${10 + ((person + round) % 40)}^B${1 + (person % 6)}-0${1 + (round % 4)}^RWE`;
  const discharged = trigger === 'A03' ? stamp(round) : '';
  return [
    `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|${stamp(round)}||ADT^${trigger}^ADT_${trigger}|${run}${n}|P|2.4|${n}||||GBR|UNICODE|EN||ITKv1.0`,
    `EVN||${stamp(round)}|||555000000001^WARD^ANN|${stamp(round)}`,
    `${pid(person, '2')}||EN|W|C1|||||A||||||||N||NSTS01`,
    'PD1|||TEST PRACTICE^^C82999|G9999998^GREEN^GILES^^^DR^^^GMC',
    'NK1|1|TESTER^ALF^^^MR^^L|1||01160000001',
    `PV1|1|I|${bed}|21|||C9999991^WARD^ANN^^^DR^^^GMC||C9999991^WARD^ANN^^^DR^^^GMC|300||||19||N|||${visit}^^^VISITID|||||||||||||||||${discharged && '1|19'}${discharged ? '' : '|'}|||||||${admitted}|${discharged}`,
    'PV2|||J18.9^Pneumonia^ICD10',
  ];
};

const oru = (n: number, run: string): readonly string[] => {
  const person = n % PEOPLE;
  const at = stamp(Math.floor(n / PEOPLE));
  const results = Array.from(
    { length: LINES },
    (_, line) =>
      `OBX|${line + 1}|NM|11078710000001${String(line).padStart(2, '0')}^Analyte ${line}^SCT||${(n + line) % 200}|mmol/L|33-146|N|||F|||${at}|||||${at}||||LRI Pathology`,
  );
  return [
    `MSH|^~\\&|LIMS|RWE|GATEWAY|RWE|${at}||ORU^R01^ORU_R01|${run}${n}|P|2.5.1|||AL|NE|GBR|UNICODE UTF-8|EN`,
    pid(person, 'F'),
    'PV1|1|I|RWE^W12^B3-02^RWE|||||C9999991^WARD^ANN^^^DR^^^GMC',
    `ORC|RE|ORD${run}${n}|26B${run}${n}||CM`,
    `OBR|1|ORD${run}${n}|26B${run}${n}|252167001^Urea and electrolytes^SCT|||${at}|||||||${at}||C9999991^WARD^ANN^^^DR^^^GMC||||||${at}||BS|F`,
    ...results,
    `SPM|1|^26B${run}${n}||119297000^Blood specimen^SCT|||||||||||||${at}|${at}`,
  ];
};

/** The n-th message of a run. `run` keeps control ids and reports of different runs apart. */
export const messageOf = (kind: Kind, n: number, run: string): Buffer =>
  Buffer.from((kind === 'ADT' ? adt(n, run) : oru(n, run)).map((segment) => `${segment}\r`).join(''));
