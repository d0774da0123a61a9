/** A segment that HL7 leaves to its users, with the fields that are known here. */
export interface LocalSegment {
  readonly name: string;
  readonly fields: Readonly<Record<number, string>>;
}

/** The UK's Z segments, as the NHS Interoperability Toolkit's HL7 v2.4 message specification names them. */
export const UK_SEGMENTS: Readonly<Record<string, LocalSegment>> = {
  ZU1: {
    name: 'Admission and discharge (UK)',
    fields: {
      1: 'Date of Decision to Admit',
      2: 'Intended Management',
      4: 'Consultant Episode Start',
      5: 'Consultant Episode End',
      6: 'Main Specialty',
      13: 'Source of Referral',
      15: 'Referral Received Date',
      16: 'Referral Date',
      22: 'Medically Fit for Discharge',
      24: 'Date Ready for Discharge',
    },
  },
  ZU3: {
    name: 'Outpatient attendance (UK)',
    fields: {
      3: 'Attended or Did Not Attend',
      4: 'Outcome of Attendance',
      8: 'Appointment Type',
      12: 'First Attendance',
      13: 'Cancelled By',
    },
  },
  ZU4: {
    name: 'Waiting list (UK)',
    fields: {
      1: 'Date on List of this Provider',
      2: 'Original Date on List',
      3: 'Guaranteed Admission Date',
      4: 'Suspension Start',
      5: 'Suspension End',
      6: 'To Come In Date',
      9: 'Removal Reason',
      11: 'Offer Outcome',
      13: 'List Type',
      15: 'Last Review Date',
    },
  },
  ZU5: { name: 'Psychiatric census (UK)', fields: {} },
  ZU8: {
    name: 'Consent and confidentiality (UK)',
    fields: {
      1: 'Sexual Orientation',
      2: 'Detailed Care Record Consent',
      3: 'Summary Care Record Consent',
      4: 'Location Hiding',
    },
  },
};
