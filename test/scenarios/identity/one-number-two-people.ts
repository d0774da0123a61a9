import { connectMllp } from '../../../adapters/wire/mllp/client';
import { hospitalNumberSystem } from '../../../schema/identifiers';
import { at, table } from '../answers';
import type { Hospital, Reply } from '../hospital';

const SHARED = '9990000905';
const HER_OWN = '9990000913';
const BY_NUMBER = /* GraphQL */ `
  query ($nhsNumber: NhsNumber, $identifier: IdentifierInput) {
    patient(nhsNumber: $nhsNumber, identifier: $identifier) {
      name {
        text
      }
      birthDate
      nhsNumber
    }
  }
`;
const BY_NAME = /* GraphQL */ `
  query ($search: PatientSearchInput!) {
    patients(search: $search) {
      nodes {
        name {
          text
        }
        birthDate
        candidates {
          reason
        }
      }
      completeness {
        status
      }
    }
  }
`;

interface Registered {
  readonly number: string;
  readonly nhsNumber: string;
  readonly trace: string;
  readonly given: string;
  readonly born: string;
}
const ANNE: Registered = {
  ...{ number: 'S1239001', nhsNumber: SHARED, trace: 'NSTS01' },
  ...{ given: 'ANNE', born: '19510203' },
};
/** Registered in a hurry, under a number that was read off the wrong letter. */
const JOAN: Registered = {
  ...{ number: 'S1239002', nhsNumber: SHARED, trace: 'NSTS02' },
  ...{ given: 'JOAN', born: '19740811' },
};

/** The PAS registers somebody (A28), or says what it knows of them now (A31). */
const message = (trigger: 'A28' | 'A31', controlId: string, who: Registered): string =>
  [
    `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120100000||ADT^${trigger}^ADT_A05|${controlId}|P|2.4|||||GBR|UNICODE|EN||ITKv1.0`,
    `EVN||20261120100000`,
    `PID|1||${who.number}^^^RWE~${who.nhsNumber}^^^NHS||SHARER^${who.given}^^^MS^^L||${who.born}|2||` +
      `|1 TEST LANE^^LEICESTER^^LE1 1AA^GBR^H|||||||||||||||||||||${who.trace}`,
    'PV1|1|N',
    '',
  ].join('\r');

/** One NHS number that two people are known under: nobody is guessed, and both can still be found. */
export const oneNumberTwoPeople = (hospital: () => Hospital): void => {
  const hear = async (...messages: readonly string[]): Promise<void> => {
    const { feeds, worker } = hospital().adapters;
    const pas = await connectMllp({ host: '127.0.0.1', port: feeds?.ports.get('pas-adt') ?? 0, timeoutMs: 10_000 });
    for (const each of messages) expect((await pas.send(Buffer.from(each))).toString()).toContain('\rMSA|AA|');
    await pas.close();
    await worker?.drain();
  };
  const find = (variables: Record<string, unknown>): Promise<Reply> =>
    hospital().ask('clinician', BY_NUMBER, variables);
  const byHospitalNumber = (value: string): Promise<Reply> =>
    find({ identifier: { system: hospitalNumberSystem('RWE'), value } });

  test('until a second is known under it, it finds the first', async () => {
    await hear(message('A28', 'SHARED0001', ANNE));
    const { data, errors } = await find({ nhsNumber: SHARED });
    expect([at({ data }, 'patient.name.text'), errors]).toEqual(['SHARER, Anne (Ms)', []]);
  });

  test('then it finds nobody, and says why without naming anybody', async () => {
    await hear(message('A28', 'SHARED0002', JOAN));
    const reply = await find({ nhsNumber: SHARED });
    expect([reply.status, reply.data]).toEqual([200, { patient: null }]);
    expect(reply.errors).toMatchObject([
      { path: ['patient'], extensions: { code: 'AMBIGUOUS_IDENTITY', retryable: false } },
    ]);
    expect(JSON.stringify(reply.errors)).not.toMatch(/999000|S123|SHARER/i);
  });

  test('each is found by the hospital number, as herself, and the search shows whom she may be taken for', async () => {
    const both = await Promise.all([ANNE, JOAN].map(({ number }) => byHospitalNumber(number)));
    expect(both.flatMap(({ errors }) => errors)).toEqual([]);
    expect(both.map((reply) => at(reply, 'patient.birthDate'))).toEqual(['1951-02-03', '1974-08-11']);
    const search = await hospital().ask('clinician', BY_NAME, { search: { family: 'Sharer', postalCode: 'LE1 1AA' } });
    const reason = 'Same NHS number, but not verified in both records.';
    expect(table(search, 'patients.nodes', 'name.text', 'birthDate', 'candidates.reason')).toEqual([
      ['SHARER, Anne (Ms)', '1951-02-03', [reason]],
      ['SHARER, Joan (Ms)', '1974-08-11', [reason]],
    ]);
  });

  test('once the PAS has given the wrong one her own number, either number finds whom it names', async () => {
    await hear(message('A31', 'SHARED0003', { ...JOAN, nhsNumber: HER_OWN, trace: 'NSTS01' }));
    const both = await Promise.all([SHARED, HER_OWN].map((nhsNumber) => find({ nhsNumber })));
    expect(both.flatMap(({ errors }) => errors)).toEqual([]);
    expect(both.map((reply) => at(reply, 'patient.name.text'))).toEqual(['SHARER, Anne (Ms)', 'SHARER, Joan (Ms)']);
  });
};
