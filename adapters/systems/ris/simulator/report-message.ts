import { londonStamp } from '../../../../schema/time';
import { clinicianParts, mshSegment, pidSegment, pv1Segments } from '../../../simulation/departmental-segments';
import type { Hospital, HospitalEvent, SimStudy } from '../../../simulation/hospital';
import { buildMessage } from '../../../wire/hl7v2/build';
import type { OutboundSegment } from '../../../wire/hl7v2/build';

/** A report's lines as they are laid out, blank ones too. */
const textSegments = (study: SimStudy, lines: readonly string[], status: string): readonly OutboundSegment[] =>
  lines.map((line, index) => [
    'OBX',
    {
      1: String(index + 1),
      2: 'TX',
      3: [study.examination.snomed, study.examination.display, 'SNM3'],
      5: line,
      11: status,
    },
  ]);

/** One version of a radiologist's report: ORU^R01 2.4, accession number in OBR-3, NICIP and SNOMED CT in OBR-4. */
export const reportMessage = (
  hospital: Hospital,
  event: Extract<HospitalEvent, { kind: 'imaging-reported' }>,
  nextControlId: () => string,
): string | null => {
  const study = hospital.studies.find(({ accession }) => accession === event.accession);
  const version = study?.reports[event.version];
  const person = hospital.people.find(({ key }) => key === study?.person);
  if (study === undefined || version === undefined || person === undefined) return null;
  const { organisation, at } = event;
  const { nicip, snomed, display } = study.examination;
  const order = hospital.imagingOrders.find(({ placer }) => placer === study.placer);
  const requester = order === undefined ? '' : clinicianParts(order.requester);
  const ids = { 2: study.placer ?? '', 3: study.accession };
  const where = { visit: study.visit, at: study.started, clinician: order?.requester ?? version.reporter };
  return buildMessage([
    mshSegment({
      from: 'RIS',
      to: 'GATEWAY',
      organisation,
      type: ['ORU', 'R01', 'ORU_R01'],
      version: '2.4',
      controlId: nextControlId(),
      at,
    }),
    pidSegment(person, organisation),
    ...pv1Segments(hospital, where, organisation),
    ['ORC', { 1: 'RE', ...ids, 5: version.status === 'P' ? 'A' : 'CM' }],
    [
      'OBR',
      {
        1: '1',
        ...ids,
        4: [nicip, display, 'NICIP', snomed, display, 'SNM3'],
        7: londonStamp(study.started),
        16: requester,
        22: londonStamp(version.at),
        24: 'RAD',
        25: version.status,
        // NDL: the person stands in the subcomponents of its first component.
        32: [clinicianParts(version.reporter)],
      },
    ],
    ...textSegments(study, version.lines, version.status),
  ]);
};
