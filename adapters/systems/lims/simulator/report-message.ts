import { londonStamp } from '../../../../schema/time';
import {
  clinicianParts,
  codedParts,
  mshSegment,
  pidSegment,
  pv1Segments,
} from '../../../simulation/departmental-segments';
import type { Hospital, HospitalEvent, SimLabReport, SimLabVersion } from '../../../simulation/hospital';
import { buildMessage } from '../../../wire/hl7v2/build';
import type { Field, OutboundSegment } from '../../../wire/hl7v2/build';
import { culturesTold, parentResult, resultSegments, sensitivitySegments } from './result-segments';

/** OBR-25: a withdrawal is told as a correction whose lines are all W or D. */
const REPORT_STATUS: Readonly<Record<SimLabVersion['status'], string>> = {
  P: 'P',
  F: 'F',
  C: 'C',
  W: 'C',
  D: 'C',
  X: 'X',
};

interface Group {
  readonly setId: number;
  readonly filler: string;
  readonly code: Field;
  readonly more?: Readonly<Record<number, Field>>;
}

const orderSegments = (report: SimLabReport, version: SimLabVersion, group: Group): readonly OutboundSegment[] => {
  const status = REPORT_STATUS[version.status];
  const ids = { 2: report.placer ?? '', 3: group.filler };
  return [
    ['ORC', { 1: 'RE', ...ids, 5: status === 'P' ? 'A' : status === 'X' ? 'CA' : 'CM' }],
    [
      'OBR',
      {
        1: String(group.setId),
        ...ids,
        4: group.code,
        7: londonStamp(report.collected),
        14: londonStamp(report.received),
        16: clinicianParts(report.requester),
        22: londonStamp(version.at),
        24: report.discipline,
        25: status,
        ...group.more,
      },
    ],
  ];
};

const specimen = (report: SimLabReport): OutboundSegment => [
  'SPM',
  {
    1: '1',
    2: ['', report.filler],
    4: codedParts(report.specimen),
    17: londonStamp(report.collected),
    18: londonStamp(report.received),
  },
];

const notes = (version: SimLabVersion): readonly OutboundSegment[] =>
  version.notes.map((text, index) => ['NTE', { 1: String(index + 1), 2: 'L', 3: text }]);

/** Each organism's sensitivities: a child OBR (HL7 2.5.1 section 7.4.1, OBR-26 and OBR-29). */
const children = (report: SimLabReport, version: SimLabVersion): readonly OutboundSegment[] =>
  culturesTold(report, version.status).flatMap((culture, index) => [
    ...orderSegments(report, version, {
      setId: index + 2,
      filler: `${report.filler}-${index + 1}`,
      code: ['14788002', 'Antimicrobial susceptibility', 'SCT'],
      more: { 26: parentResult(culture, index), 29: [report.placer ?? '', report.filler] },
    }),
    ...sensitivitySegments(culture, report, version),
  ]);

/** One version of a report as ORU^R01 2.5.1: always the whole report. Null for one that the laboratory does not hold. */
export const reportMessage = (
  hospital: Hospital,
  event: Extract<HospitalEvent, { kind: 'lab-reported' }>,
  nextControlId: () => string,
): string | null => {
  const report = hospital.labReports.find(({ filler }) => filler === event.filler);
  const version = report?.versions[event.version];
  const person = hospital.people.find(({ key }) => key === report?.person);
  if (report === undefined || version === undefined || person === undefined) return null;
  const { organisation, at } = event;
  const where = { visit: report.visit, ward: report.ward, at: report.collected, clinician: report.requester };
  return buildMessage([
    mshSegment({
      from: 'LIMS',
      to: 'GATEWAY',
      organisation,
      type: ['ORU', 'R01', 'ORU_R01'],
      version: '2.5.1',
      controlId: nextControlId(),
      at,
    }),
    pidSegment(person, organisation),
    ...pv1Segments(hospital, where, organisation),
    ...orderSegments(report, version, { setId: 1, filler: report.filler, code: codedParts(report.set) }),
    ...notes(version),
    ...resultSegments(report, version),
    specimen(report),
    ...children(report, version),
  ]);
};
