import type { Ask, PersonQuery, Role, Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { NhsNumber, OdsCode, PersonId } from '../../schema/identifiers';
import type { WhosePrivacy } from '../../schema/privacy';
import type { PartialDate } from '../../schema/time';
import { whosePrivacy } from './whose-privacy';

const MAVIS = '9990000018' as NhsNumber;
const SHARED = '9990000026' as NhsNumber;
const BEFORE = 'pt_before' as PersonId;
const PERSON: PersonIdentity = {
  ...{ id: 'pt_mavis' as PersonId, mergedIds: [BEFORE], nhsNumber: MAVIS, nhsNumberVerified: true, identifiers: [] },
  ...{ records: [], restricted: false, epoch: 1, birthDate: '1950-04-01' as PartialDate },
};
const find = (query: PersonQuery) => {
  if (query.by === 'nhsNumber' && query.nhsNumber === SHARED)
    return Promise.resolve({ kind: 'several', count: 2 } as const);
  const isMeant = query.by === 'id' ? query.id === PERSON.id : query.by === 'nhsNumber' && query.nhsNumber === MAVIS;
  return Promise.resolve(isMeant ? ({ kind: 'one', person: PERSON } as const) : ({ kind: 'none' } as const));
};
const meant = (whose: WhosePrivacy, role: Role, more: Partial<Viewer> = {}): Promise<PersonIdentity> => {
  const viewer: Viewer = {
    ...{ userId: 'u-1', name: 'NAME', role, roleProfileId: '1', wards: [], organisation: 'RWE' as OdsCode },
    ...{ organisationName: 'UHL', ...more },
  };
  const signal = new AbortController().signal;
  const clock = { millis: () => 0 };
  return whosePrivacy({ find }, whose, {
    ...{ viewer, purpose: 'HOPERAT', client: 'test', operation: 'Whose', requestId: 'r-1', clock, deadline: 1, signal },
  } satisfies Ask);
};
const herself = { nhsNumber: MAVIS, birthDate: '1950-04-01' as PartialDate };

test.each<[string, WhosePrivacy]>([
  ['nobody', {}],
  ['themself by their number', { nhsNumber: MAVIS }],
  ['themself by their id', { patient: PERSON.id }],
  ['themself by an id of before', { patient: BEFORE }],
])('a patient who names %s means themself', async (_, whose) => {
  expect(await meant(whose, 'patient', herself)).toBe(PERSON);
});

test.each<[string, WhosePrivacy, Partial<Viewer>]>([
  ['who names another’s number', { nhsNumber: SHARED }, herself],
  ['who names another’s id', { patient: 'pt_other' as PersonId }, herself],
  ['whose token has no number', {}, {}],
  ['whose token has no number, whoever is named', { nhsNumber: MAVIS }, {}],
  ['whom nobody here knows', {}, { nhsNumber: '9990000042' as NhsNumber }],
  ['whose number two people have', {}, { nhsNumber: SHARED }],
  ['who was born on another day', {}, { ...herself, birthDate: '1950-04-02' as PartialDate }],
])('a patient %s means nobody, in the same words', async (_, whose, more) => {
  await expect(meant(whose, 'patient', more)).rejects.toMatchObject({
    ...{ code: 'FORBIDDEN', message: 'Only your own record can be asked about.' },
  });
});

test('the officer names one person, by id or by number', async () => {
  for (const whose of [{ patient: PERSON.id }, { nhsNumber: MAVIS }])
    expect(await meant(whose, 'privacy-officer')).toBe(PERSON);
});

test.each<[string, WhosePrivacy, string, RegExp]>([
  ['nobody', {}, 'BAD_USER_INPUT', /exactly one/],
  ['a person twice over', { patient: PERSON.id, nhsNumber: MAVIS }, 'BAD_USER_INPUT', /exactly one/],
  ['an id that nobody has', { patient: 'pt_other' as PersonId }, 'BAD_USER_INPUT', /^patient is nobody/],
  ['a number that two have', { nhsNumber: SHARED }, 'AMBIGUOUS_IDENTITY', /More than one/],
])('the officer who names %s is refused', async (_, whose, code, message) => {
  await expect(meant(whose, 'privacy-officer')).rejects.toMatchObject({
    ...{ code, message: expect.stringMatching(message) as string },
  });
});
