import type { Coverage } from '../../contract';

/** Elements of the structured record and of appointments (GP Connect 1.6.0, FHIR STU3). */
export const coverage: Coverage = {
  allergies: {
    code: 'AllergyIntolerance.code',
    assertsNone: 'AllergyIntolerance.code (716186003)',
    clinicalStatus: 'AllergyIntolerance.clinicalStatus',
    verificationStatus: 'AllergyIntolerance.verificationStatus',
    category: 'AllergyIntolerance.category',
    recordedDate: 'AllergyIntolerance.assertedDate',
  },
  medications: {
    medication: 'MedicationStatement.medicationReference, Medication.code',
    status: 'MedicationStatement.status',
    prescriptionType: 'MedicationRequest (plan).extension (PrescriptionType)',
    dosageText: 'MedicationStatement.dosage.text, MedicationRequest (plan).dosageInstruction.text',
    'effective.start': 'MedicationStatement.effectivePeriod.start',
    'effective.startDate': 'MedicationStatement.effectivePeriod.start',
    lastIssued: 'MedicationStatement.extension (MedicationStatementLastIssueDate)',
    'issues[].key': 'MedicationRequest (order).id',
    'issues[].issuedOn': 'MedicationRequest (order).authoredOn',
    'issues[].quantity': 'MedicationRequest (order).dispenseRequest.quantity',
  },
  problems: {
    code: 'Condition.code',
    clinicalStatus: 'Condition.clinicalStatus',
    significance: 'Condition.extension (ProblemSignificance)',
    onset: 'Condition.onsetDateTime',
    recordedDate: 'Condition.assertedDate',
  },
  immunisations: {
    vaccine: 'Immunization.vaccineCode, Immunization.extension (VaccinationProcedure)',
    occurred: 'Immunization.date',
    status: 'Immunization.status, Immunization.notGiven',
  },
  appointments: {
    status: 'Appointment.status',
    kind: '(general practice only)',
    start: 'Appointment.start',
    end: 'Appointment.end',
    description: 'Appointment.description',
    place: 'Appointment.participant (Location)',
    practitioner: 'Appointment.participant (Practitioner)',
  },
};
