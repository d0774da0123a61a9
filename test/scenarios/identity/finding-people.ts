import { hospitalNumberSystem } from '../../../schema/identifiers';
import { at, table } from '../answers';
import type { Hospital } from '../hospital';

const BY_NUMBER = /* GraphQL */ `
  query ($nhsNumber: NhsNumber, $identifier: IdentifierInput, $id: ID) {
    patient(nhsNumber: $nhsNumber, identifier: $identifier, id: $id) {
      id
      nhsNumber
      mergedIds
      identifiers {
        value
      }
      name {
        text
      }
      birthDate
      birthDateEstimated
      deceased
      deceasedAt
      age {
        value
      }
      nhsNumberStatus {
        codings {
          code
        }
      }
    }
  }
`;
const BY_DEMOGRAPHICS = /* GraphQL */ `
  query ($search: PatientSearchInput!) {
    patients(search: $search) {
      nodes {
        id
        nhsNumber
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

/** Who is found by what, and who is never taken for whom. */
export const findingPeople = (hospital: () => Hospital): void => {
  const find = (variables: Record<string, unknown>) => hospital().ask('nurse', BY_NUMBER, variables);
  const number = (organisation: string, value: string) => ({
    identifier: { system: hospitalNumberSystem(organisation), value },
  });

  test('the same person by NHS number and by the number of either hospital', async () => {
    const replies = await Promise.all(
      [{ nhsNumber: '999 000 0018' }, number('RWE', 'S1234567'), number('RT5', 'L200001')].map(find),
    );
    expect(replies.flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set(replies.map((reply) => at(reply, 'patient.id'))).size).toBe(1);
    expect(at(replies[0] ?? { data: null }, 'patient.name.text')).toBe('TESTER, Mavis (Mrs)');
    expect([...(at(replies[0] ?? { data: null }, 'patient.identifiers.value') as string[])].sort()).toEqual(
      expect.arrayContaining(['L200001', 'S1234567']),
    );
  });

  test('someone whom only the community trust knows, and someone without an NHS number', async () => {
    const bertie = await find({ nhsNumber: '9990000123' });
    expect(at(bertie, 'patient')).toMatchObject({ name: { text: 'ASH, Bertie (Mr)' }, birthDate: '1949-05-25' });
    const niall = await find(number('RWE', 'S1234570'));
    expect(at(niall, 'patient')).toMatchObject({
      nhsNumber: null,
      birthDateEstimated: true,
      nhsNumberStatus: { codings: [{ code: '04' }] },
    });
  });

  test('a number nobody has is nobody, without an error', async () => {
    for (const variables of [{ nhsNumber: '9999999999' }, number('RWE', 'S0000000'), { id: 'pt_0000000000000000' }]) {
      const { data, errors } = await find(variables);
      expect([data, errors]).toEqual([{ patient: null }, []]);
    }
  });

  test('a number that cannot be one, and two ways at once, are the asker’s mistakes', async () => {
    const wrong = await find({ nhsNumber: '9990000019' });
    const twice = await find({ nhsNumber: '9990000018', ...number('RWE', 'S1234567') });
    for (const { errors } of [wrong, twice]) expect(errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(wrong.errors)).not.toContain('9990000019');
  });

  test('lookalikes are two rows, and nobody joined them', async () => {
    const brooks = await hospital().ask('nurse', BY_DEMOGRAPHICS, { search: { family: 'Brook', given: 'Anne' } });
    expect(table(brooks, 'patients.nodes', 'nhsNumber', 'birthDate')).toEqual([
      ['9991001018', '1950-04-12'],
      ['9992002026', '1950-04-21'],
    ]);
    // Two men of one name and one birthday, each with a number of his own: found by his number, and alone.
    const singhs = await hospital().ask('nurse', BY_DEMOGRAPHICS, {
      search: { family: 'Singh', birthDate: '1962-09-30' },
    });
    const numbers = at(singhs, 'patients.nodes.nhsNumber') as string[];
    expect([...numbers].sort()).toEqual(['9993003034', '9994004042']);
    const found = await Promise.all(numbers.map((nhsNumber) => find({ nhsNumber })));
    expect(found.map((reply) => at(reply, 'patient.nhsNumber'))).toEqual(numbers);
    const [one, other] = found.map((reply) => [
      at(reply, 'patient.id'),
      ...(at(reply, 'patient.mergedIds') as string[]),
    ]);
    expect(one?.filter((id) => other?.includes(id))).toEqual([]);
  });

  test('of two records that were merged there is one person, whom every old key finds', async () => {
    const survivor = await find({ nhsNumber: '9995005050' });
    const [old] = at(survivor, 'patient.mergedIds') as string[];
    expect(old).toMatch(/^pt_/);
    const byOldId = await find({ id: old });
    const byOldNumber = await find(number('RWE', 'S7654321'));
    for (const reply of [byOldId, byOldNumber])
      expect(at(reply, 'patient')).toMatchObject({ id: at(survivor, 'patient.id'), nhsNumber: '9995005050' });
    // What was recorded under either number is hers: yesterday's attendance under the one that was merged away.
    const stays = await hospital().ask(
      'nurse',
      `query ($id: ID) { patient(id: $id) { encounters { nodes { class period { start } } completeness { status } } } }`,
      { id: old },
    );
    expect(table(stays, 'patient.encounters.nodes', 'class', 'period.start')).toEqual([
      ['EMER', '2026-11-19T14:00:00.000Z'],
    ]);
  });

  test('a death is told with its day, and the age is that at death', async () => {
    // Born 19 January 1931, died 14 November 2026.
    expect(at(await find({ nhsNumber: '9996006069' }), 'patient')).toMatchObject({
      deceased: true,
      deceasedAt: '2026-11-14',
      age: { value: '95' },
    });
  });

  test('a search that would list strangers is refused', async () => {
    const { errors } = await hospital().ask('nurse', BY_DEMOGRAPHICS, { search: { given: 'Anne' } });
    expect(errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
};
