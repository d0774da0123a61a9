import { at, completeness, sortedTable, table } from '../answers';
import { variablesOf, type Hospital } from '../hospital';

/** Questions 9, 10, 11, 13, 14 and 15, of theatres, and of Ward 12, Ward 15 and Cedar Ward, whose beds are laid out by hand. */
export const questionsOfWards = (hospital: () => Hospital): void => {
  const ask = (name: string, others: Record<string, unknown> = {}) =>
    hospital().ask('clinician', name, { ...(/^\d\d-/.test(name) ? variablesOf(name) : {}), ...others });

  test('9: bed state by ward, sex and side room', async () => {
    const reply = await ask('09-bed-state');
    expect(reply.errors).toEqual([]);
    const counts = ['total', 'open', 'occupied', 'available', 'closed', 'cleaning'];
    expect(table(reply, 'bedState.nodes', 'ward.organisation', 'ward.name', 'ward.siteName', ...counts)).toEqual([
      ['RT5', 'Cedar Ward', 'Cedar Community Hospital', 6, 6, 3, 2, 0, 1],
      ['RWE', 'Ward 12', 'Leicester Royal Infirmary', 10, 9, 7, 1, 1, 1],
      ['RWE', 'Ward 15', 'Leicester Royal Infirmary', 6, 6, 4, 2, 0, 0],
    ]);
    const groups = at(reply, 'bedState.nodes.groups') as object[][];
    const group = (sex: string, sideRoom: boolean, total: number, occupied: number, available: number) => ({
      ...{ sex, sideRoom, total, occupied, available },
    });
    // Ward 12: B3-04 (women) is being cleaned, B4-03 (men) closed, B4-04 (men) free; both side rooms are taken.
    expect(groups[1]).toEqual([
      group('FEMALE', false, 4, 3, 0),
      group('MALE', false, 4, 2, 1),
      group('MIXED', true, 2, 2, 0),
    ]);
    expect(groups[2]).toEqual([
      group('FEMALE', false, 3, 2, 1),
      group('MALE', false, 2, 2, 0),
      group('MIXED', true, 1, 0, 1),
    ]);
    expect(groups[0]).toEqual([
      group('FEMALE', false, 3, 2, 1),
      group('MALE', false, 2, 1, 0),
      group('MIXED', true, 1, 0, 1),
    ]);
    expect(completeness(reply, 'bedState').status).toBe('COMPLETE');
  });

  test('10: who is ready for discharge and still in a bed', async () => {
    const reply = await ask('10-ready-for-discharge');
    expect(reply.errors).toEqual([]);
    const columns = ['patient.name.text', 'bed.name', 'readySince', 'daysWaiting', 'pathway', 'reasonWaiting.text'];
    // The longest wait first. p006 and others are not fit to leave; p015 was, and has left.
    expect(table(reply, 'readyForDischarge.nodes', ...columns)).toEqual([
      ['REED, Harold (Mr)', 'Ward 15 Bay 2 Bed 2', '2026-11-15', 5, 'P3', 'Awaiting care home placement'],
      ['CLOVER, May (Mrs)', 'Cedar Ward Bay 1 Bed 1', '2026-11-17', 3, 'P2', 'Awaiting bed-based reablement'],
      ['BARROW, Nora (Mrs)', 'Ward 12 Bay 3 Bed 3', '2026-11-18', 2, 'P1', 'Awaiting package of care at home'],
      ['MOSS, Albert (Mr)', 'Ward 15 Bay 2 Bed 1', '2026-11-20', 0, 'P0', 'Awaiting medicines to take home'],
    ]);
    expect(at(reply, 'readyForDischarge.totalCount')).toBe(4);
    expect(completeness(reply, 'readyForDischarge').status).toBe('COMPLETE');
  });

  test('11: who is deteriorating and nobody has come, with potassium and lactate', async () => {
    const reply = await ask('11-deteriorating');
    expect(reply.errors).toEqual([]);
    // Out: p006 (6, accepted after five minutes), p009 (5, but ten minutes old), p001 (2), p013 (1).
    // p002: respiration 2, oxygen saturation 1, oxygen 2, systolic 1, pulse 1. p008: newly confused, 3 alone.
    const columns = ['patient.name.text', 'total', 'singleThree', 'effective', 'acknowledgedAt', 'encounter.bed.name'];
    expect(table(reply, 'earlyWarnings.nodes', ...columns)).toEqual([
      ['HOLLY, Ivy (Mrs)', 7, false, '2026-11-20T08:10:00.000Z', null, 'Ward 12 Bay 3 Bed 1'],
      ['LARK, Edith (Mrs)', 3, true, '2026-11-20T09:20:00.000Z', null, 'Ward 15 Bay 1 Bed 1'],
    ]);
    const results = at(reply, 'earlyWarnings.nodes.patient.latestResults.nodes') as unknown[][];
    expect(results.map((nodes) => table({ data: { nodes } }, 'nodes', 'code.text', 'valueText', 'effective'))).toEqual([
      [
        ['Potassium', '5.6 mmol/L', '2026-11-20T05:00:00.000Z'],
        ['Lactate', '3.1 mmol/L', '2026-11-20T05:00:00.000Z'],
      ],
      [['Potassium', '4.1 mmol/L', '2026-11-16T08:00:00.000Z']],
    ]);
    // p007 has no temperature and so no total; nobody has taken a round of the others. None of them is "well".
    expect(sortedTable(reply, 'earlyWarnings.notAssessed', 'bed.name').flat()).toEqual([
      'Cedar Ward Bay 1 Bed 1',
      'Cedar Ward Bay 1 Bed 2',
      'Ward 12 Bay 3 Bed 3',
      'Ward 12 Bay 4 Bed 1',
      'Ward 12 Bay 4 Bed 2',
      'Ward 12 Side Room 2',
      'Ward 15 Bay 2 Bed 1',
      'Ward 15 Bay 2 Bed 2',
    ]);
    expect(completeness(reply, 'earlyWarnings').status).toBe('COMPLETE');
  });

  test('13: tomorrow’s theatre list by session, with waiting-list date, group and save, and alerts', async () => {
    const reply = await ask('13-theatre-list');
    expect(reply.errors).toEqual([]);
    const said = ['theatre', 'name', 'consultant.text', 'specialty.text', 'start', 'end', 'unavailableMinutes'];
    const [nine, half] = ['2026-11-21T08:30:00.000Z', '2026-11-21T12:30:00.000Z'];
    expect(table(reply, 'theatreSessions.nodes', ...said)).toEqual([
      [...['Theatre 2', 'Orthopaedics, morning', 'BONE, Bryn (Mr)', 'Trauma and Orthopaedics'], ...[nine, half, 20]],
      [...['Theatre 4', 'General surgery, morning', 'KNIFE, Kate (Miss)', 'General Surgery'], ...[nine, half, null]],
      [
        ...['Theatre 4', 'General surgery, afternoon', 'KNIFE, Kate (Miss)', 'General Surgery'],
        ...['2026-11-21T13:30:00.000Z', '2026-11-21T17:30:00.000Z', null],
      ],
    ]);
    expect(completeness(reply, 'theatreSessions')).toMatchObject({ status: 'COMPLETE' });
    const cases = at(reply, 'theatreSessions.nodes.cases.nodes') as object[][];
    const rows = cases.map((nodes) =>
      table({ data: { nodes } }, 'nodes', 'start', 'status', 'procedure', 'patient.name.text', 'patient.nhsNumber'),
    );
    // The cancelled case stays, and the morning of Theatre 4 is empty.
    expect(rows).toEqual([
      [
        [nine, 'BOOKED', 'Total hip replacement', 'HILL, Sandra (Mrs)', '9997007077'],
        ['2026-11-21T11:00:00.000Z', 'CANCELLED', 'Knee arthroscopy', 'WEAVER, Grace (Mrs)', '9995005050'],
      ],
      [],
      [['2026-11-21T13:30:00.000Z', 'BOOKED', 'Laparoscopic cholecystectomy', 'BROOK, Anne (Mrs)', '9991001018']],
    ]);
    expect(cases[0]?.[0]).toMatchObject({
      patient: {
        waitingList: {
          nodes: [{ status: 'WAITING', added: '2026-09-01', originalDate: '2026-08-15', toComeIn: '2026-11-21' }],
          completeness: { status: 'COMPLETE' },
        },
        latestResults: {
          nodes: [
            { code: { text: 'Blood group' }, valueText: 'O RhD positive', effective: '2026-11-16T10:00:00.000Z' },
            { code: { text: 'Antibody screen' }, valueText: 'Negative' },
          ],
          completeness: { status: 'COMPLETE' },
        },
        flags: {
          nodes: [{ code: { text: 'Carrier of methicillin resistant Staphylococcus aureus' }, status: 'active' }],
          completeness: { status: 'COMPLETE' },
        },
      },
    });
    expect(completeness(reply, 'theatreCasesWithoutSession')).toMatchObject({ status: 'COMPLETE' });
    const emergencies = ['theatre', 'start', 'procedure', 'patient.name.text', 'patient.flags.totalCount'];
    expect(table(reply, 'theatreCasesWithoutSession.nodes', ...emergencies)).toEqual([
      ['Theatre 2', '2026-11-21T18:00:00.000Z', 'Gastroscopy under general anaesthetic', 'STONE, Arthur (Mr)', 0],
    ]);
    // Nothing grouped or saved: a fact, since the laboratory was asked.
    expect(cases[2]?.[0]).toMatchObject({
      patient: { latestResults: { nodes: [], completeness: { status: 'COMPLETE' } } },
    });
  });

  test('a theatre case is the appointment of its patient’s diary, under the same id', async () => {
    const reply = await ask(`{
      theatreSessions {
        nodes { cases { nodes { id start patient { appointments { nodes { id kind start } completeness { status } } } }
          completeness { status } } }
        completeness { status } } }`);
    const [first] = (at(reply, 'theatreSessions.nodes.cases.nodes') as Record<string, unknown>[][]).flat();
    const diary = at({ data: first }, 'patient.appointments.nodes');
    expect(diary).toEqual([{ id: first?.['id'], kind: 'THEATRE', start: first?.['start'] }]);
  });

  test('a restricted person’s case is told of to those who work in the theatre alone', async () => {
    const query = `{
      theatreSessions(date: "2026-11-22") {
        nodes { theatre cases { nodes { patient { name { text } restricted } } completeness { status withheld } } }
        totalCount
        completeness { status withheld } } }`;
    const outside = await ask(query);
    expect(at(outside, 'theatreSessions')).toEqual({
      nodes: [
        {
          theatre: 'Theatre 2',
          cases: {
            nodes: [{ patient: { name: { text: 'WEAVER, Grace (Mrs)' }, restricted: false } }],
            completeness: { status: 'PARTIAL', withheld: true },
          },
        },
      ],
      totalCount: null,
      completeness: { status: 'PARTIAL', withheld: true },
    });
    const authorization = `Bearer ${await hospital().tokenFor('nurse', ['RWE|TH2'])}`;
    const inside = await hospital().askWith({ authorization }, query);
    expect(at(inside, 'theatreSessions.nodes.cases.nodes.patient.restricted')).toEqual([[true, false]]);
    expect(at(inside, 'theatreSessions.completeness.status')).toBe('COMPLETE');
  });

  test('a day without sessions is told of as such; with Nervecentre down nothing is known of it', async () => {
    const query = `{
      theatreSessions(date: "2026-11-24") { nodes { id } totalCount completeness { status } } }`;
    expect(at(await ask(query), 'theatreSessions')).toEqual({
      ...{ nodes: [], totalCount: 0, completeness: { status: 'COMPLETE' } },
    });
    await hospital().setFault('nervecentre', { kind: 'down' });
    try {
      // Another day, so that no answer is kept from before.
      const down = await ask(query.replace('-24', '-25'));
      expect(at(down, 'theatreSessions')).toEqual({
        ...{ nodes: [], totalCount: null, completeness: { status: 'UNKNOWN' } },
      });
      expect(down.errors.map(({ extensions }) => extensions['code'])).toEqual(['SOURCE_UNAVAILABLE']);
    } finally {
      await hospital().setFault('nervecentre', null);
    }
  });

  test('14: critical results of the last hour that nobody has opened, on the viewer’s own wards', async () => {
    const reply = await ask('14-unopened-critical-results');
    expect(reply.errors).toEqual([]);
    expect(at(reply, 'viewer')).toEqual({
      name: 'DOCTOR Dana',
      role: 'clinician',
      wards: [{ name: 'Ward 12' }, { name: 'Ward 15' }, { name: 'Ward 20' }, { name: 'Cedar Ward' }],
    });
    // Of p001's report the sodium is low and the urea high, but only two lines are critical. p006's haemoglobin was
    // opened at 09:35, and p007's sodium was issued 95 minutes ago.
    const columns = ['result.code.text', 'result.valueText', 'result.interpretation.text', 'acknowledgement'];
    expect(sortedTable(reply, 'criticalResults.nodes', ...columns)).toEqual([
      ['Creatinine', '>900 umol/L', 'Critical high', 'UNOPENED'],
      ['Potassium', '6.1 mmol/L', 'Critical high', 'UNOPENED'],
    ]);
    for (const row of table(
      reply,
      'criticalResults.nodes',
      'result.fillerNumber',
      'result.issued',
      'patient.name.text',
      'encounter.bed.name',
    ))
      expect(row).toEqual(['26B0001234', '2026-11-20T09:40:00.000Z', 'TESTER, Mavis (Mrs)', 'Ward 12 Bay 3 Bed 2']);
    expect(completeness(reply, 'criticalResults').status).toBe('COMPLETE');
  });

  test('15: who is to leave and to come within 48 hours, against the beds that are free', async () => {
    const reply = await ask('15-expected-against-free');
    expect(reply.errors).toEqual([]);
    expect(at(reply, 'flowForecast.window')).toEqual({
      from: '2026-11-20T10:00:00.000Z',
      to: '2026-11-22T10:00:00.000Z',
    });
    // p010 today; p003 and p013 tomorrow. p005's day is the 23rd.
    expect(sortedTable(reply, 'flowForecast.discharges.nodes', 'expected', 'ward.name')).toEqual([
      ['2026-11-20', 'Ward 15'],
      ['2026-11-21', 'Cedar Ward'],
      ['2026-11-21', 'Ward 12'],
    ]);
    // p023 for a hip tomorrow; p024 comes on 2 December.
    expect(table(reply, 'flowForecast.admissions.nodes', 'toComeIn', 'organisation')).toEqual([['2026-11-21', 'RWE']]);
    expect(JSON.stringify(at(reply, 'flowForecast.admissions.nodes.specialty'))).toContain('rthopaedic');
    const free = table(reply, 'flowForecast.beds.nodes', 'ward.name', 'total', 'occupied', 'available');
    expect(free).toEqual(
      expect.arrayContaining([
        ['Cedar Ward', 6, 3, 2],
        ['Ward 12', 10, 7, 1],
        ['Ward 15', 6, 4, 2],
        ['Ward 30', 30, 30, 0],
      ]),
    );
    expect(free).toHaveLength(9);
    // Beds in care homes are known to exist, and nobody here can be asked about them.
    expect(completeness(reply, 'flowForecast.beds')).toMatchObject({
      status: 'PARTIAL',
      sources: { 'care-home-beds@CAREHOME': 'NOT_CONNECTED' },
    });
    expect(completeness(reply, 'flowForecast.admissions').status).toBe('COMPLETE');
    // A restricted man lies on a ward where this doctor does not work (p097, on G7): whether he
    // is to leave is withheld. On wards where nothing is withheld the list is whole.
    expect(at(reply, 'flowForecast.discharges.completeness')).toMatchObject({ status: 'PARTIAL', withheld: true });
    const own = await hospital().ask(
      'clinician',
      `query ($wards: [ID!]!) { flowForecast(filter: { wards: $wards }) {
        discharges { nodes { expected } completeness { status withheld } } } }`,
      variablesOf('09-bed-state'),
    );
    expect(at(own, 'flowForecast.discharges')).toEqual({
      nodes: [{ expected: '2026-11-20' }, { expected: '2026-11-21' }, { expected: '2026-11-21' }],
      completeness: { status: 'COMPLETE', withheld: false },
    });
  });
};
