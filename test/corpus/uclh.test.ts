import { at } from '../scenarios/answers';
import { CORPUS_FOLDER, corpusIsHere } from './corpus-files';
import { openUclhHospital, uclhNumber, type UclhHospital } from './uclh-hospital';
import { altered, uclhMessage } from './uclh-messages';

const here = corpusIsHere();
if (!here) process.stdout.write(`uclh: SKIPPED, there is no corpus at ${CORPUS_FOLDER}\n`);

const STAYS = `query Stays($identifier: IdentifierInput!) {
  patient(identifier: $identifier) {
    id nhsNumber name { text }
    encounters(organisations: ["RRV"], window: { from: "2010-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z" }) {
      nodes {
        identifier { value } status class period { start end } ward { code } bed { code }
        previousPlaces { ward { code } bed { code } period { start end } }
        dischargeDestination { text }
      }
      completeness { status }
    }
  }
}`;

/** The sequences are of 11 February 2013, when London keeps GMT. */
const day = (time: string): string => `2013-02-11T${time}.000Z`;
const ED_05 = '05-NON COVID MAJORS';
const ED_04 = '04-NON COVID MAJORS';
const place = (ward: string, bed: string, from: string, to: string) => ({
  ward: { code: ward },
  bed: { code: bed },
  period: { start: day(from), end: day(to) },
});

/** Expected answers are worked out from the raw messages: EVN-6 is when, PV1-2 the class, PV1-3 the place, PV1-44 and 45 the stay. */
(here ? describe : describe.skip)("UCLH's admissions, transfers and discharges, in the graph", () => {
  let hospital: UclhHospital;
  beforeEach(async () => {
    hospital = await openUclhHospital();
  });
  afterEach(() => hospital.close());

  const hear = async (...names: readonly (string | Buffer)[]): Promise<void> => {
    const messages = names.map((name) => (typeof name === 'string' ? uclhMessage(name) : name));
    const replies = await hospital.send('uclh-adt', messages);
    // Epic asks for a commit acknowledgement (MSH-15 AL), other senders there for none.
    expect(replies.filter((code) => !['AA', 'CA'].includes(code))).toEqual([]);
  };
  const open = async (mrn = '40800000'): Promise<void> => {
    const known = await hospital.ask(`query Known($of: IdentifierInput!) { patient(identifier: $of) { id } }`, {
      of: uclhNumber(mrn),
    });
    const opened = await hospital.ask(
      `mutation Open($patient: ID!) {
        breakGlass(input: { patient: $patient, reason: RELATIONSHIP_NOT_RECORDED, words: "a stay that was taken back" }) {
          userErrors { message }
        }
      }`,
      { patient: at(known, 'patient.id') },
    );
    expect(at(opened, 'breakGlass.userErrors')).toEqual([]);
  };
  const stays = async (mrn = '40800000'): Promise<unknown> => {
    const reply = await hospital.ask(STAYS, { identifier: uclhNumber(mrn) });
    expect(reply.errors).toEqual([]);
    expect(at(reply, 'patient.encounters.completeness.status')).toBe('COMPLETE');
    return at(reply, 'patient.encounters.nodes');
  };
  const visit = { identifier: { value: '123412341234' } };

  test('an attendance in the emergency department, moved twice there, admitted to a ward and discharged', async () => {
    await hear('Adt_Location_DuplicateSimple_01_A04');
    expect(await stays()).toMatchObject([
      {
        ...{ ...visit, status: 'IN_PROGRESS', class: 'EMER', period: { start: day('11:00:52'), end: null } },
        ...{ ward: { code: 'ED' }, bed: { code: 'RAT-CHAIR' }, previousPlaces: [] },
      },
    ]);
    await hear('Adt_Location_Moves_03_A02', 'Adt_Location_Moves_04_A02', 'Adt_Location_Moves_07_A06');
    expect(await hospital.census('RRV')).toEqual([{ ...visit, ward: { code: 'EAU' }, bed: { code: 'BY02-08' } }]);
    await hear('Adt_Location_Moves_08_A03');
    expect(await stays()).toEqual([
      {
        ...{ ...visit, status: 'FINISHED', class: 'IMP', period: { start: day('10:00:52'), end: day('17:00:52') } },
        ...{ ward: { code: 'EAU' }, bed: { code: 'BY02-08' } },
        previousPlaces: [
          place('ED', ED_04, '13:00:52', '16:00:52'),
          place('ED', ED_05, '12:00:52', '13:00:52'),
          place('ED', 'RAT-CHAIR', '11:00:52', '12:00:52'),
        ],
        dischargeDestination: { text: 'Home' },
      },
    ]);
    expect(await hospital.census('RRV')).toEqual([]);
  });

  test('the same in any order of arrival', async () => {
    await hear('Adt_Location_Moves_08_A03', 'Adt_Location_Moves_04_A02', 'Adt_Location_Moves_07_A06');
    await hear('Adt_Location_DuplicateSimple_01_A04', 'Adt_Location_Moves_03_A02');
    expect(await stays()).toMatchObject([
      {
        ...{ status: 'FINISHED', period: { start: day('10:00:52'), end: day('17:00:52') }, bed: { code: 'BY02-08' } },
        previousPlaces: [{ bed: { code: ED_04 } }, { bed: { code: ED_05 } }, { bed: { code: 'RAT-CHAIR' } }],
      },
    ]);
  });

  test('an admission after registration, and a discharge from a bed whose transfer was never heard', async () => {
    await hear('Adt_Location_DuplicateSimple_01_A04', 'Adt_Location_DuplicateSimple_02_A01');
    expect(await stays()).toMatchObject([
      {
        ...{ status: 'IN_PROGRESS', class: 'EMER', period: { start: day('12:00:52'), end: null } },
        ...{ ward: { code: 'ED' }, bed: { code: ED_05 } },
        previousPlaces: [place('ED', 'RAT-CHAIR', '11:00:52', '12:00:52')],
      },
    ]);
    await hear('Adt_Location_DuplicateSimple_04_A03');
    expect(await stays()).toMatchObject([
      {
        ...{ status: 'FINISHED', class: 'IMP', period: { start: day('12:00:52'), end: day('14:00:52') } },
        ...{ ward: { code: 'ED' }, bed: { code: ED_04 } },
        previousPlaces: [place('ED', ED_05, '12:00:52', '14:00:52'), place('ED', 'RAT-CHAIR', '11:00:52', '12:00:52')],
      },
    ]);
  });

  test('a feed that begins in the middle of a stay: its transfers and its discharge', async () => {
    await hear('Adt_Location_CancelDischarge_02_A02', 'Adt_Location_CancelTransfer_05_A02');
    expect(await stays()).toMatchObject([{ status: 'IN_PROGRESS', period: { start: day('11:00:52'), end: null } }]);
    await hear('Adt_Location_CancelTransfer_06_A03');
    expect(await stays()).toMatchObject([
      {
        ...{ status: 'FINISHED', period: { start: day('11:00:52'), end: day('14:00:52') }, bed: { code: ED_04 } },
        previousPlaces: [place('ED', ED_05, '12:00:52', '13:00:52')],
      },
    ]);
  });

  test('a discharge taken back, and then made', async () => {
    // The corpus has not the discharge that its A13 takes back (EVN-6, 12:30:52): it is the later one at that time.
    const takenBack = altered(
      uclhMessage('Adt_Location_CancelDischarge_05_A03'),
      ['MSH-10', '31644ZZZ', '31644YYY'],
      ['EVN-2', '20130211140052', '20130211133052'],
      ['EVN-6', '20130211130052', '20130211123052'],
      ['PV1-45', '20130211130052', '20130211123052'],
    );
    await hear('Adt_Location_CancelDischarge_02_A02', takenBack);
    expect(await stays()).toMatchObject([{ status: 'FINISHED', period: { end: day('12:30:52') } }]);
    expect(await hospital.census('RRV')).toEqual([]);
    await hear('Adt_Location_CancelDischarge_04_A13');
    expect(await stays()).toMatchObject([
      {
        ...{ status: 'IN_PROGRESS', class: 'IMP', period: { start: day('11:00:52'), end: null } },
        ...{ bed: { code: ED_05 }, previousPlaces: [] },
      },
    ]);
    expect(await hospital.census('RRV')).toEqual([{ ...visit, ward: { code: 'ED' }, bed: { code: ED_05 } }]);
    await hear('Adt_Location_CancelDischarge_05_A03');
    expect(await stays()).toMatchObject([
      {
        ...{ status: 'FINISHED', period: { start: day('11:00:52'), end: day('13:00:52') }, bed: { code: ED_05 } },
        dischargeDestination: { text: 'Home' },
      },
    ]);
  });

  test('an admission taken back leaves nobody in a bed', async () => {
    await hear('Adt_Location_CancelAdmit_01_A01');
    expect(await stays()).toMatchObject([{ status: 'IN_PROGRESS', class: 'EMER', ward: { code: 'ED' } }]);
    // The corpus's A11 quotes an event of 2010; it is made to take back this one.
    const cancel = altered(uclhMessage('Adt_generic_A11'), ['EVN-6', '20100914162700', '20130211110052']);
    await hear(cancel);
    // A stay that was never to be makes no relationship: the record is opened with a reason.
    await open();
    expect(await stays()).toMatchObject([{ status: 'CANCELLED' }]);
    expect(await hospital.census('RRV')).toEqual([]);
  });

  test('a transfer that is only expected, and then is not, moves nobody', async () => {
    await hear('Adt_pending_A15', 'Adt_pending_A26');
    expect(await stays()).toMatchObject([
      // 19:50 in London, in April.
      {
        status: 'IN_PROGRESS',
        class: 'EMER',
        period: { start: '2022-04-21T18:50:00.000Z', end: null },
        previousPlaces: [],
      },
    ]);
    expect(JSON.stringify(await stays())).not.toContain('1020100166');
  });

  test('two records merged are one person with both stays', async () => {
    await hear('Adt_DoubleA01WithA13_FirstA01', 'Adt_generic_A01_b');
    expect(await stays('40800000')).toMatchObject([visit]);
    expect(await stays('40800001')).toMatchObject([{ identifier: { value: '123412341235' } }]);
    await hear('Adt_generic_A40');
    const [retired, survivor] = await Promise.all(
      ['40800000', '40800001'].map(async (mrn) =>
        at(await hospital.ask(STAYS, { identifier: uclhNumber(mrn) }), 'patient'),
      ),
    );
    expect(retired).toEqual(survivor);
    expect(survivor).toMatchObject({ nhsNumber: '9999999999', name: { text: 'ORANGE, Blood' } });
    const both = (await stays('40800000')) as readonly { readonly identifier: { readonly value: string } }[];
    expect(both.map(({ identifier }) => identifier.value).sort()).toEqual(['123412341234', '123412341235']);
    expect(both).toMatchObject(
      [1, 2].map(() => ({ status: 'IN_PROGRESS', ward: { code: 'T42E' }, bed: { code: 'BY02-17' } })),
    );
  });
});
