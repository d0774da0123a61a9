import type { ObservationStatus } from '../../schema/clinical/observation';
import type { ReportStatus } from '../../schema/clinical/pathology';

/**
 * OBX-11 (HL7 table 0085) as FHIR R4 observation-status. `W` (posted as wrong, e.g. wrong patient) and `D` (delete)
 * withdraw the line; `U` is final without change; `S` partial.
 */
const OF_LINE: Readonly<Record<string, ObservationStatus>> = {
  P: 'preliminary',
  S: 'preliminary',
  R: 'preliminary',
  F: 'final',
  U: 'final',
  C: 'corrected',
  X: 'cancelled',
  N: 'cancelled',
  I: 'registered',
  O: 'registered',
  D: 'entered-in-error',
  W: 'entered-in-error',
};

/** OBR-25 (HL7 table 0123) as FHIR R4 diagnostic-report-status. It governs over OBX-11 (DHCW ORU_R01 guide). */
const OF_REPORT: Readonly<Record<string, ReportStatus>> = {
  O: 'registered',
  I: 'registered',
  S: 'registered',
  A: 'partial',
  P: 'preliminary',
  R: 'preliminary',
  F: 'final',
  C: 'corrected',
  X: 'cancelled',
  Y: 'unknown',
  Z: 'unknown',
};

export const lineStatus = (code: string): ObservationStatus => OF_LINE[code.toUpperCase()] ?? 'unknown';
export const reportStatus = (code: string): ReportStatus => OF_REPORT[code.toUpperCase()] ?? 'unknown';

/** A report's word as one of its lines'; FHIR knows no observation in part. */
export const lineStatusOf = (report: ReportStatus): ObservationStatus =>
  report === 'partial' ? 'preliminary' : report;

/** A line's word under its report's (OBR-25), which governs: a line is not more settled, and not less known. */
export const governedBy = (report: ReportStatus, line: ObservationStatus): ObservationStatus => {
  switch (line) {
    case 'unknown':
      return lineStatusOf(report);
    case 'final':
    case 'amended':
    case 'corrected':
      return report === 'registered' || report === 'preliminary' ? report : line;
    case 'registered':
    case 'preliminary':
    case 'cancelled':
    case 'entered-in-error':
      return line;
  }
};
