import { at, completeness, sortedTable, table } from '../answers';
import { variablesOf, type Hospital } from '../hospital';

/** Questions 5, 6, 8 and 18. */
export const questionsOfResults = (hospital: () => Hospital): void => {
  const ask = (name: string, others: Record<string, unknown> = {}) =>
    hospital().ask('clinician', name, { ...variablesOf(name), ...others });

  test('5: a year of creatinine, potassium and haemoglobin, corrections marked', async () => {
    const reply = await ask('05-trend');
    expect(reply.errors).toEqual([]);
    const points = table(reply, 'patient.labResults.nodes', 'code.text', 'effective', 'valueText', 'status');
    const of = (test: string): unknown[][] => points.filter(([code]) => code === test).map(([, ...rest]) => rest);
    // Collected at 09:00 London: 08:00Z in June and September.
    expect(of('Creatinine')).toEqual([
      ['2026-11-20T08:40:00.000Z', '>900 umol/L', 'FINAL'],
      ['2026-10-31T09:00:00.000Z', '310 umol/L', 'FINAL'],
      ['2026-09-01T08:00:00.000Z', '168 umol/L', 'CORRECTED'],
      ['2026-06-03T08:00:00.000Z', '142 umol/L', 'FINAL'],
      ['2026-03-05T09:00:00.000Z', '118 umol/L', 'FINAL'],
      ['2025-12-05T09:00:00.000Z', '96 umol/L', 'FINAL'],
    ]);
    expect(of('Potassium').map(([, value, status]) => [value, status])).toEqual([
      ['6.1 mmol/L', 'FINAL'],
      ['5.2 mmol/L', 'FINAL'],
      ['4.8 mmol/L', 'CORRECTED'],
      ['4.7 mmol/L', 'FINAL'],
      ['4.5 mmol/L', 'FINAL'],
      ['4.2 mmol/L', 'FINAL'],
    ]);
    expect(of('Haemoglobin')).toEqual([
      ['2026-11-20T08:40:00.000Z', '108 g/L', 'FINAL'],
      ['2026-10-31T09:00:00.000Z', '112 g/L', 'FINAL'],
      ['2026-06-03T08:00:00.000Z', '124 g/L', 'FINAL'],
      ['2025-12-05T09:00:00.000Z', '131 g/L', 'FINAL'],
    ]);
    expect(points).toHaveLength(16);
    // The first potassium of September was haemolysed; it was issued at 13:00 BST and corrected next day at 10:00 BST.
    const nodes = at(reply, 'patient.labResults.nodes') as { valueText: string; previous: unknown }[];
    expect(nodes.find(({ valueText }) => valueText === '4.8 mmol/L')?.previous).toEqual([
      { valueText: '5.9 mmol/L', status: 'FINAL', issued: '2026-09-01T12:00:00.000Z' },
    ]);
    // Numbers stay as the laboratory sent them; ">900" is a comparator and a number.
    expect(nodes.find(({ valueText }) => valueText.startsWith('>'))).toMatchObject({
      quantity: { value: '900', comparator: '>', unit: 'umol/L' },
      interpretation: { text: 'Critical high' },
    });
    expect(new Set(at(reply, 'patient.labResults.nodes.laboratory') as string[])).toEqual(new Set(['LRI Pathology']));
    expect(completeness(reply, 'patient.labResults')).toEqual({ status: 'COMPLETE', sources: { 'lims@RWE': 'FOUND' } });
  });

  test('5: a result withdrawn from the wrong man is gone from his trend, and is in the right one’s', async () => {
    const potassium = { codes: [{ code: '1107751000000106' }] };
    const wrong = await ask('05-trend', { ...potassium, nhsNumber: '9993003034' });
    expect(at(wrong, 'patient.labResults.nodes')).toEqual([]);
    const right = await ask('05-trend', { ...potassium, nhsNumber: '9994004042' });
    expect(table(right, 'patient.labResults.nodes', 'valueText', 'effective')).toEqual([
      ['5.7 mmol/L', '2026-11-08T09:00:00.000Z'],
    ]);
  });

  test('6: the latest chest CT with its report and a picture', async () => {
    const reply = await ask('06-latest-chest-ct');
    expect(reply.errors).toEqual([]);
    expect(at(reply, 'patient.imagingStudies.nodes')).toMatchObject([
      {
        description: 'CT of chest',
        started: '2026-11-18T14:22:00.000Z',
        accessionNumber: 'RWE26000123',
        availability: 'ONLINE',
        report: {
          status: 'FINAL',
          issued: '2026-11-18T15:10:00.000Z',
          // Four lines as dictated, the third of them empty.
          text: 'Right lower lobe consolidation.\nSmall right pleural effusion.\n\nNo pulmonary embolus.',
        },
      },
    ]);
    expect(JSON.stringify(at(reply, 'patient.imagingStudies.nodes.report.reporter'))).toMatch(/Ray.*Rose|Rose.*Ray/i);
    expect(completeness(reply, 'patient.imagingStudies')).toEqual({
      status: 'COMPLETE',
      sources: { 'pacs@RWE': 'FOUND', 'ris@RWE': 'FOUND' },
    });
    const [link] = at(reply, 'patient.imagingStudies.nodes.thumbnailUrl') as string[];
    const picture = await fetch(new URL(link ?? '', hospital().url));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^image\//)]);
  });

  test('8: what the hospital recorded yesterday about a man whom the district nurse sees tomorrow', async () => {
    const reply = await ask('08-yesterday-in-hospital');
    expect(reply.errors).toEqual([]);
    // In since the 16th at 20:00; out yesterday at 16:00.
    expect(
      table(reply, 'patient.encounters.nodes', 'status', 'class', 'ward.name', 'period.start', 'period.end'),
    ).toEqual([['FINISHED', 'IMP', 'Ward 15', '2026-11-16T20:00:00.000Z', '2026-11-19T16:00:00.000Z']]);
    expect(table(reply, 'patient.earlyWarningScores.nodes', 'effective', 'total')).toEqual([
      ['2026-11-19T12:00:00.000Z', 0],
      ['2026-11-19T08:00:00.000Z', 1],
    ]);
    // Two rounds, of which the day before's at 20:00 is none.
    const rounds = new Set(at(reply, 'patient.observations.nodes.effective') as string[]);
    expect([...rounds].sort()).toEqual(['2026-11-19T08:00:00.000Z', '2026-11-19T12:00:00.000Z']);
    const pulse = table(reply, 'patient.observations.nodes', 'effective', 'code.text', 'valueText')
      .filter(([, code]) => /heart rate|pulse/i.test(String(code)))
      .map(([effective, , value]) => [effective, parseInt(String(value), 10)]);
    expect(pulse).toEqual([
      ['2026-11-19T12:00:00.000Z', 84],
      ['2026-11-19T08:00:00.000Z', 92],
    ]);
    // A blood pressure has no value of its own: its parts have.
    const pressures = (at(reply, 'patient.observations.nodes') as { readonly components: readonly object[] }[])
      .map(({ components }) => components)
      .filter(({ length }) => length > 0);
    const pressure = [{ valueText: '124 mmHg' }, { valueText: '76 mmHg' }];
    expect(pressures).toMatchObject([pressure, pressure]);
    expect(table(reply, 'patient.documents.nodes', 'title', 'created', 'author.text')).toEqual([
      ['Discharge letter: cellulitis of leg', '2026-11-19T15:30:00.000Z', 'Dr Esme Elder'],
    ]);
    for (const list of ['encounters', 'observations', 'earlyWarningScores', 'documents'])
      expect(completeness(reply, `patient.${list}`).status).toBe('COMPLETE');
  });

  test('18: who answered, from cache or live, and what was left out', async () => {
    const reply = await ask('18-who-answered');
    expect(reply.errors).toEqual([]);
    const columns = ['system', 'organisation', 'answer', 'freshness'];
    expect(sortedTable(reply, 'patient.labReports.completeness.sources', ...columns)).toEqual([
      ['lims', 'RWE', 'FOUND', 'PROJECTED'],
    ]);
    expect(sortedTable(reply, 'patient.allergies.completeness.sources', ...columns)).toEqual([
      ['gp-connect', 'C82999', 'FOUND', 'LIVE'],
      ['nervecentre', 'RWE', 'FOUND', 'LIVE'],
      ['pas', 'RWE', 'FOUND', 'PROJECTED'],
      ['systmone', 'RT5', 'FOUND', 'LIVE'],
    ]);
    expect(at(reply, 'patient.allergies.completeness.withheld')).toBe(false);
    // The same for the whole request beside the data, with the paths each answer stands at.
    const told = (reply.extensions.sources ?? []).map(({ capability, system, answer, paths }) => ({
      ...{ capability, system, answer, paths },
    }));
    expect(told).toEqual(
      expect.arrayContaining([
        { capability: 'lab-reports', system: 'lims', answer: 'FOUND', paths: ['patient.labReports'] },
        { capability: 'allergies', system: 'gp-connect', answer: 'FOUND', paths: ['patient.allergies'] },
        expect.objectContaining({ capability: 'demographics', system: 'pds', answer: 'NOT_CONNECTED' }),
        { capability: 'encounters', system: 'pas', answer: 'FOUND', paths: ['patient.currentEncounter'] },
      ]),
    );
    expect(JSON.stringify(reply.extensions)).not.toMatch(/9990000018|TESTER|S1234567/i);
  });
};
