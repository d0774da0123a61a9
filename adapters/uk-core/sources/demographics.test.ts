import type { Answer } from '../../../schema/answer';
import { hospitalNumberSystem, NHS_NUMBER_SYSTEM, type OdsCode } from '../../../schema/identifiers';
import { BORN, NUMBER, patientAt, personAt } from './registered-under-test';
import { ask, serverWith } from './server-under-test';
import { demographicsOfPeople } from './demographics';

const RT5 = 'RT5' as OdsCode;
const valueOf = <T>(answer: Answer<T> | undefined): T => {
  if (answer?.kind !== 'found') throw new Error(`Expected an answer that was found, not ${answer?.kind ?? 'none'}`);
  return answer.value;
};

const theirs = patientAt(RT5)({ id: 'a', numbers: ['L1000001'], nhsNumber: NUMBER, birthDate: BORN });
const read = async (more: object) => {
  const systmone = serverWith('systmone@RT5', { ...theirs, ...more });
  const person = personAt(RT5)(['L1000001', 'L1000000']);
  const [answer] = await demographicsOfPeople(systmone)([person], {}, ask);
  return valueOf(answer);
};

test('a name, a number and a telephone that are old are not shown as the present ones', async () => {
  const identifier = theirs['identifier'] as readonly object[];
  const demographics = await read({
    identifier: [
      { use: 'old', system: NHS_NUMBER_SYSTEM, value: '9990000026' },
      { use: 'old', system: hospitalNumberSystem('RT5'), value: 'L1000000' },
      ...identifier,
    ],
    name: [
      { use: 'old', family: 'Maiden', given: ['Mavis'] },
      { use: 'nickname', given: ['May'] },
      { use: 'usual', family: 'Tester', given: ['Mavis'] },
    ],
    telecom: [
      { system: 'phone', use: 'old', value: '01632960001' },
      { system: 'phone', use: 'home', value: '01632960002' },
    ],
    contact: [{ name: { text: 'Tom' }, telecom: [{ system: 'phone', use: 'old', value: '01632960003' }] }],
  });
  expect(demographics).toMatchObject({
    ...{ key: 'RT5|L1000001', nhsNumber: NUMBER, traceStatus: '01' },
    name: { text: 'TESTER, Mavis' },
    otherNames: [{ use: 'old' }, { use: 'nickname' }],
    telecom: [{ value: '01632960002' }],
    nextOfKin: [{ telecom: [] }],
  });
  expect(demographics.telecom).toHaveLength(1);
  expect(demographics.identifiers).toEqual([{ system: hospitalNumberSystem('RT5'), value: 'L1000001' }]);
});

test('a doctor’s number looks like a practice’s code and is not taken for one', async () => {
  const doctor = { identifier: { system: 'https://fhir.hl7.org.uk/Id/gmp-number', value: 'G9999998' } };
  const practice = { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'C82999' }, display: 'Test Practice' }; // prettier-ignore
  expect((await read({ generalPractitioner: [doctor, practice] })).generalPractice).toEqual({
    ...{ odsCode: 'C82999', name: 'Test Practice' },
    generalPractitioner: { text: 'G9999998', identifier: doctor.identifier },
  });
  expect(await read({ generalPractitioner: [doctor] })).not.toHaveProperty('generalPractice');
  const named = { reference: 'Practitioner/1', display: 'GREEN, Giles (Dr)' };
  expect((await read({ generalPractitioner: [practice, named] })).generalPractice?.generalPractitioner).toEqual({ text: 'GREEN, Giles (Dr)' }); // prettier-ignore
});

test('a death whose date nobody wrote down is a death', async () => {
  const undated = await read({ deceasedBoolean: true });
  expect(undated).toMatchObject({ deceased: true });
  expect(undated).not.toHaveProperty('deceasedAt');
  expect(await read({ deceasedDateTime: '2026-05' })).toMatchObject({ deceased: true, deceasedAt: '2026-05' });
  expect(await read({ deceasedBoolean: false })).toMatchObject({ deceased: false });
});

test('who has an old name only is not nameless', async () => {
  expect(await read({ name: [{ use: 'old', family: 'Maiden', given: ['Mavis'] }] })).toMatchObject({
    name: { text: 'MAIDEN, Mavis' },
    otherNames: [],
  });
});

test('of two records of theirs the one in use says who they are, not the one changed last', async () => {
  const [used, left] = ['a', 'b'].map((id, at) => ({
    ...patientAt(RT5)({ id, numbers: [`L100000${at}`], nhsNumber: NUMBER, birthDate: BORN }),
    ...{ name: [{ family: id === 'a' ? 'Now' : 'Once' }], meta: { lastUpdated: `2026-11-1${at}T10:00:00Z` } },
  }));
  const systmone = serverWith('systmone@RT5', used ?? {}, { ...left, active: false });
  const person = personAt(RT5)(['L1000000', 'L1000001'], { nhsNumberVerified: false });
  const [answer] = await demographicsOfPeople(systmone)([person], {}, ask);
  expect(valueOf(answer)).toMatchObject({ name: { text: 'NOW' } });
});

test('nobody found, by an answer that says of itself that it is not whole, is not nobody', async () => {
  const base = serverWith('systmone@RT5');
  const person = personAt(RT5)(['L1000001']);
  const saying = async (more: object) => {
    const systmone = { ...base, search: async (...asked: Parameters<typeof base.search>) => ({ ...(await base.search(...asked)), ...more }) }; // prettier-ignore
    return (await demographicsOfPeople(systmone)([person], {}, ask))[0];
  };
  expect(await saying({})).toMatchObject({ kind: 'absent', warnings: [] });
  const cached = { code: 'incomplete', text: 'Search used cached data' };
  expect(await saying({ complete: false, warnings: [cached] })).toMatchObject({
    ...{ kind: 'absent', warnings: [cached, { code: 'ANSWER_NOT_WHOLE' }] },
  });
});
