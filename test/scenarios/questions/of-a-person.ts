import { at, completeness, sortedTable, table } from '../answers';
import { variablesOf, type Hospital } from '../hospital';

/** Questions 1 to 4 and 7, of p001 unless said otherwise (adapters/simulation/README.md, "Answers to work out from"). */
export const questionsOfAPerson = (hospital: () => Hospital): void => {
  const ask = (name: string, others: Record<string, unknown> = {}) =>
    hospital().ask('clinician', name, { ...variablesOf(name), ...others });

  test('1: one header for an NHS number', async () => {
    const reply = await ask('01-patient-header');
    expect(reply.errors).toEqual([]);
    expect(reply.data).toMatchObject({
      patient: {
        nhsNumber: '9990000018',
        name: { text: 'TESTER, Mavis (Mrs)' },
        gender: 'FEMALE',
        birthDate: '1948-03-02',
        // 78 in March; it is November.
        age: { value: '78', unit: 'years' },
        restricted: false,
        address: { text: '1 Test Lane, Leicester, LE1 1AA' },
        generalPractice: { odsCode: 'C82999', name: 'Test Practice' },
        allergies: { assertedNone: false },
      },
    });
    expect(table(reply, 'patient.flags.nodes', 'code.text', 'source.asOf')).toEqual([
      ['At increased risk for falls', '2026-11-20T09:20:00.000Z'],
    ]);
    // The same allergy as three systems recorded it: shown side by side, none of them picked.
    expect(sortedTable(reply, 'patient.allergies.nodes', 'code.text', 'recordedDate', 'source.systemName')).toEqual([
      ['Allergy to penicillin', '2019-05', 'HISS / PatientCentre'],
      ['Allergy to penicillin', '2019-05-01', 'SystmOne (GP Connect)'],
      ['Allergy to penicillin', '2026-11-20', 'Nervecentre'],
    ]);
    // The national demographics are known not to be connected; nothing is missing for want of them.
    expect(completeness(reply, 'patient')).toEqual({
      status: 'COMPLETE',
      sources: { 'pas@RWE': 'FOUND', 'systmone@RT5': 'FOUND', 'pds@SPINE': 'NOT_CONNECTED' },
    });
    expect(completeness(reply, 'patient.flags')).toEqual({
      status: 'COMPLETE',
      sources: { 'nervecentre@RWE': 'FOUND' },
    });
    expect(completeness(reply, 'patient.allergies')).toMatchObject({
      status: 'COMPLETE',
      sources: { 'pas@RWE': 'FOUND', 'nervecentre@RWE': 'FOUND', 'gp-connect@C82999': 'FOUND' },
    });
  });

  test('2: what the GP prescribes, and when each was last issued', async () => {
    const reply = await ask('02-gp-medicines-and-allergies');
    expect(reply.errors).toEqual([]);
    // Newest issue first; only the practice was asked for, so neither ward nor PAS appears.
    expect(
      table(reply, 'patient.medications.nodes', 'medication.text', 'status', 'prescriptionType', 'lastIssued'),
    ).toEqual([
      ['Metformin 500mg tablets', 'active', 'repeat', '2026-11-02'],
      ['Ramipril 5mg capsules', 'active', 'repeat', '2026-09-14'],
      ['Amoxicillin 500mg capsules', 'stopped', 'acute', '2024-06-03'],
    ]);
    const [metformin, ramipril] = at(reply, 'patient.medications.nodes.issues.issuedOn') as string[][];
    expect([...(metformin ?? [])].sort()).toEqual(['2026-09-07', '2026-10-05', '2026-11-02']);
    expect([...(ramipril ?? [])].sort()).toEqual(['2026-08-17', '2026-09-14']);
    expect(table(reply, 'patient.allergies.nodes', 'code.text', 'recordedDate', 'source.organisation')).toEqual([
      ['Allergy to penicillin', '2019-05-01', 'C82999'],
    ]);
    for (const list of ['medications', 'allergies'])
      expect(completeness(reply, `patient.${list}`)).toEqual({
        status: 'COMPLETE',
        sources: { 'gp-connect@C82999': 'FOUND' },
      });
  });

  test('2: of somebody whom no feed names a practice for, the one that SystmOne at LPT names', async () => {
    // p013 has been at LPT alone, whose feed says nothing of practices.
    const token = await hospital().tokenFor('nurse', ['RT5|CEDAR'], { organisation: 'RT5' });
    const reply = await hospital().askWith({ authorization: `Bearer ${token}` }, '02-gp-medicines-and-allergies', {
      ...{ nhsNumber: '9990000123', practice: ['C82999'] },
    });
    expect(reply.errors).toEqual([]);
    for (const list of ['medications', 'allergies'])
      expect(completeness(reply, `patient.${list}`)).toEqual({
        status: 'COMPLETE',
        sources: { 'gp-connect@C82999': 'FOUND' },
      });
  });

  test('2: nothing recorded at the GP is said as such, and is not "no known allergies"', async () => {
    const recorded = await ask('02-gp-medicines-and-allergies', { nhsNumber: '9990000204' });
    expect(at(recorded, 'patient.allergies')).toMatchObject({
      assertedNone: false,
      nodes: [],
      completeness: { sources: [{ answer: 'FOUND', warnings: [{ code: 'no-content-recorded' }] }] },
    });
    // p002's GP recorded "no known allergies": a record of its own.
    const none = await ask('02-gp-medicines-and-allergies', { nhsNumber: '9990000026' });
    expect(at(none, 'patient.allergies')).toMatchObject({
      assertedNone: true,
      nodes: [{ source: { organisation: 'C82999' } }],
    });
  });

  test('3: a diary of eight weeks, and who cares for them', async () => {
    const reply = await ask('03-diary');
    expect(reply.errors).toEqual([]);
    // GMT, so London's clock reads the same. The cancelled one is marked, and 29 January lies beyond the eight weeks.
    expect(table(reply, 'patient.appointments.nodes', 'kind', 'status', 'start', 'source.systemName')).toEqual([
      ['GENERAL_PRACTICE', 'BOOKED', '2026-11-25T10:10:00.000Z', 'SystmOne (GP Connect)'],
      ['COMMUNITY', 'BOOKED', '2026-11-29T13:00:00.000Z', 'SystmOne (LPT)'],
      ['OUTPATIENT', 'BOOKED', '2026-12-04T09:30:00.000Z', 'HISS / PatientCentre'],
      ['OUTPATIENT', 'CANCELLED', '2026-12-10T14:00:00.000Z', 'HISS / PatientCentre'],
      ['THEATRE', 'BOOKED', '2026-12-11T08:30:00.000Z', 'Nervecentre'],
    ]);
    expect(at(reply, 'patient.appointments.completeness.window')).toEqual({
      from: '2026-11-20T10:00:00.000Z',
      to: '2027-01-15T10:00:00.000Z',
    });
    expect(completeness(reply, 'patient.appointments').status).toBe('COMPLETE');
    expect(table(reply, 'patient.careTeams.nodes', 'name', 'source.organisation')).toEqual([
      ['City heart failure team', 'RT5'],
      ['Ward 12 team', 'RWE'],
    ]);
    expect(at(reply, 'patient.careTeams.nodes.members.name')).toEqual([
      ['Cora Community'],
      ['Dr Ann Ward', 'Nora Nurse'],
    ]);
    expect(JSON.stringify(at(reply, 'patient.careTeams.nodes.members.telecom'))).toContain('01162580012');
  });

  test('4: a blood test or a scan of the last 30 days', async () => {
    const reply = await ask('04-tests-in-the-last-30-days');
    expect(reply.errors).toEqual([]);
    // Newest issue first: 20 and 25 minutes ago, and 31 October at 14:00 and 13:00. 1 September is too long ago.
    expect(table(reply, 'patient.labReports.nodes', 'fillerNumber', 'code.text', 'status')).toEqual([
      ['26B0001234', 'Urea and electrolytes', 'FINAL'],
      ['26H0001234', 'Full blood count', 'FINAL'],
      ['26H0001100', 'Full blood count', 'FINAL'],
      ['26B0001100', 'Urea and electrolytes', 'FINAL'],
    ]);
    expect(table(reply, 'patient.imagingStudies.nodes', 'accessionNumber', 'description', 'started')).toEqual([
      ['RWE26000123', 'CT of chest', '2026-11-18T14:22:00.000Z'],
    ]);
    for (const list of ['labReports', 'imagingStudies'])
      expect(completeness(reply, `patient.${list}`).status).toBe('COMPLETE');
  });

  test('4: a corrected test counts once, and a scan that is not reported yet counts (p025)', async () => {
    const reply = await ask('04-tests-in-the-last-30-days', { nhsNumber: '9990000204', modalities: ['US', 'DX'] });
    expect(table(reply, 'patient.labReports.nodes', 'fillerNumber', 'status', 'issued')).toEqual([
      ['26B0001010', 'CORRECTED', '2026-11-06T10:00:00.000Z'],
    ]);
    expect(table(reply, 'patient.imagingStudies.nodes', 'accessionNumber', 'modalities', 'started')).toEqual([
      ['RWE26000130', ['DX'], '2026-11-19T09:00:00.000Z'],
      ['RWE26000090', ['US'], '2026-10-26T10:00:00.000Z'],
    ]);
  });

  test('7: problems and preferences, each with its date', async () => {
    const reply = await ask('07-problems-and-preferences');
    expect(reply.errors).toEqual([]);
    const columns = ['code.text', 'onset', 'clinicalStatus', 'source.organisation'];
    expect(sortedTable(reply, 'patient.problems.nodes', ...columns)).toEqual([
      ['Asthma', '1975-01-15', 'inactive', 'C82999'],
      ['Chronic kidney disease stage 3', '2021-09-30', 'active', 'C82999'],
      ['Heart failure', '2024-02-19', 'active', 'RT5'],
      ['Type 2 diabetes mellitus', '2012-06-11', 'active', 'C82999'],
    ]);
    // Newest first. A moment is said as its day, in London.
    const preference = ['category', 'code.text', 'recordedDate', 'source.organisation'];
    expect(table(reply, 'patient.preferences.nodes', ...preference)).toEqual([
      ['CAPACITY', 'Has capacity to decide about care and treatment', '2026-11-20', 'RWE'],
      ['END_OF_LIFE', 'Preferred place of care at the end of life: home', '2026-09-21', 'RT5'],
      ['RESUSCITATION', 'Not for cardiopulmonary resuscitation', '2026-08-22', 'RWE'],
    ]);
    for (const list of ['problems', 'preferences'])
      expect(completeness(reply, `patient.${list}`).status).toBe('COMPLETE');
  });
};
