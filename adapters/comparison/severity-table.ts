import type { Capability } from '../../schema/capabilities';
import type { Severity } from '../../schema/difference';

export interface SeverityRule {
  /** The first steps of a path: `place` stands for `place.bed`. */
  readonly fields: readonly string[];
  readonly severity: Severity;
  readonly why: string;
}

export interface CapabilitySeverity {
  /** Of every field that no rule names. */
  readonly otherwise: Severity;
  readonly rules: readonly SeverityRule[];
}

const clinical: CapabilitySeverity = { otherwise: 'major', rules: [] };

/** Of whatever record. */
export const LABELS: SeverityRule = {
  fields: ['securityLabels'],
  severity: 'critical',
  why: 'What one system calls confidential is shown by the other.',
};

const WHO_ASKED: SeverityRule = {
  fields: ['requester', 'placerNumber', 'laboratory'],
  severity: 'minor',
  why: 'Who asked for it and under which number: administration, the finding itself is the same.',
};

/**
 * How much a difference matters, by capability and field. `critical` is what alone can harm within one round of care:
 * wrong person, missing allergy, wrong medicine, a critical or withdrawn result (which lines of a report those are is
 * read from their flags).
 */
export const SEVERITY_TABLE: { readonly [C in Capability]: CapabilitySeverity } = {
  demographics: {
    otherwise: 'minor',
    rules: [
      {
        fields: ['name', 'birthDate', 'birthDateEstimated', 'nhsNumber', 'traceStatus', 'identifiers', 'gender'],
        severity: 'critical',
        why: 'What a patient is identified by; the index links records by it.',
      },
      {
        fields: ['deceased', 'deceasedAt'],
        severity: 'critical',
        why: 'The living called dead, or the dead recalled.',
      },
      {
        fields: ['linkedRecords'],
        severity: 'critical',
        why: 'Whose record it is held to be: one person made two, or two made one.',
      },
      { fields: ['restricted'], severity: 'critical', why: 'The address of somebody in hiding is shown.' },
    ],
  },
  allergies: { otherwise: 'critical', rules: [] },
  medications: { otherwise: 'critical', rules: [] },
  encounters: {
    otherwise: 'major',
    rules: [
      {
        fields: ['admissionMethod', 'admissionSource', 'dischargeMethod', 'dischargeDestination', 'expectedAdmission'],
        severity: 'minor',
        why: 'Counted for returns; nobody is treated by it.',
      },
    ],
  },
  wards: { otherwise: 'minor', rules: [] },
  'bed-state': {
    otherwise: 'major',
    rules: [
      { fields: ['visit'], severity: 'critical', why: 'Who lies in the bed: the wrong patient is treated.' },
      { fields: ['name', 'bay'], severity: 'minor', why: 'What the bed is called; its code and state are apart.' },
    ],
  },
  'bed-housekeeping': clinical,
  'discharge-readiness': clinical,
  observations: {
    otherwise: 'major',
    rules: [{ fields: ['performer'], severity: 'minor', why: 'Who took it; what was seen is the same.' }],
  },
  'early-warning': {
    otherwise: 'major',
    rules: [
      {
        fields: ['total', 'singleThree'],
        severity: 'critical',
        why: 'Escalation hangs on it: nobody comes to a patient who deteriorates.',
      },
    ],
  },
  escalations: clinical,
  'lab-reports': { otherwise: 'major', rules: [WHO_ASKED] },
  'lab-orders': { otherwise: 'major', rules: [WHO_ASKED] },
  'result-acknowledgements': clinical,
  'imaging-studies': clinical,
  'imaging-reports': {
    otherwise: 'major',
    rules: [WHO_ASKED, { fields: ['reporter'], severity: 'minor', why: 'The name on the report, not its text.' }],
  },
  'imaging-orders': { otherwise: 'major', rules: [WHO_ASKED] },
  problems: clinical,
  immunisations: clinical,
  documents: clinical,
  preferences: clinical,
  flags: clinical,
  'care-team': { otherwise: 'minor', rules: [] },
  appointments: {
    otherwise: 'minor',
    rules: [{ fields: ['start', 'status'], severity: 'major', why: 'The patient comes at the wrong time, or not.' }],
  },
  'theatre-lists': {
    otherwise: 'major',
    rules: [
      {
        fields: ['subject', 'procedure', 'theatre'],
        severity: 'critical',
        why: 'Who is operated on, for what and where: wrong patient, wrong operation.',
      },
      { fields: ['name', 'theatreName'], severity: 'minor', why: 'What the list or the theatre is called.' },
    ],
  },
  'waiting-list': {
    otherwise: 'minor',
    rules: [
      {
        fields: ['status', 'priority', 'originalDate', 'toComeIn', 'guaranteedDate', 'suspension'],
        severity: 'major',
        why: 'Whether and when somebody is treated.',
      },
    ],
  },
};
