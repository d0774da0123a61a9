import type { LocalDate } from '../../../schema/time';
import type { Hospital, SimPerson } from '../hospital';
import { misfiledUnder } from './in-nervecentre';
import type { Plant, PlantedField } from './plant';

/**
 * Generated people at home, of whom a ward, a clinic and a question know nothing: a birth date that is swapped puts a whole
 * record in doubt, and nobody's care here is to be told from it. In the order of their keys, so by the seed.
 */
const atHome = (hospital: Hospital): readonly SimPerson[] => {
  const elsewhere = new Set([...hospital.stays, ...hospital.bedside].map(({ person }) => person));
  const misfiled = misfiledUnder(hospital);
  if (misfiled) elsewhere.add(misfiled.key);
  return hospital.people
    .filter(({ key, rweNumber, nhsNumber }) => rweNumber !== undefined && nhsNumber !== undefined && key > 'p026')
    .filter(({ key, restricted, veryRestricted }) => !restricted && veryRestricted !== true && !elsewhere.has(key))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
};

const withPerson =
  (key: string, change: (person: SimPerson) => SimPerson) =>
  (hospital: Hospital): Hospital => ({
    ...hospital,
    people: hospital.people.map((person) => (person.key === key ? change(person) : person)),
  });

const field = ({ rweNumber = '' }: SimPerson, path: string, says: string): PlantedField => ({
  ...{ capability: 'demographics', record: rweNumber, field: path, says },
});

/** Day and month, of a date that is another one and still a date then. */
const swapped = (date: LocalDate): LocalDate => {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}-${day}-${month}` as LocalDate;
};
const isSwappable = ({ birthDate, birthDateEstimated }: SimPerson): boolean =>
  !birthDateEstimated && Number(birthDate.slice(8)) <= 12 && swapped(birthDate) !== birthDate;

const birthDateSwapped = (person: SimPerson): Plant => ({
  name: 'birth-date-swapped',
  words: 'Day and month of a birth date are swapped.',
  fields: [field(person, 'birthDate', 'critical')],
  change: withPerson(person.key, (each) => ({ ...each, birthDate: swapped(each.birthDate) })),
});

/** Another spelling of the same name, as somebody who hears it would write it. */
const OTHER_SPELLING: Readonly<Record<string, string>> = {
  Amina: 'Aminah',
  Brian: 'Bryan',
  Carl: 'Karl',
  Chloe: 'Khloe',
  Eric: 'Erik',
  Fiona: 'Ffiona',
  Helen: 'Hellen',
  Ian: 'Iain',
  Irene: 'Eirene',
  John: 'Jon',
  Karen: 'Karin',
  Neil: 'Neal',
};

const nameSpeltOtherwise = (person: SimPerson): Plant => ({
  name: 'name-spelt-otherwise',
  words: 'A given name is spelt otherwise.',
  fields: ['name.text', 'name.given[]'].map((path) => field(person, path, 'critical')),
  change: withPerson(person.key, (each) => ({ ...each, given: OTHER_SPELLING[each.given] ?? each.given })),
});

const numberNotVerified = (person: SimPerson): Plant => ({
  name: 'number-not-verified',
  words: 'An NHS number that the PAS has traced is there and not verified.',
  fields: [field(person, 'traceStatus', 'critical')],
  change: withPerson(person.key, (each) => ({ ...each, traceStatus: '02' })),
});

const deathWithoutDate = (person: SimPerson): Plant => ({
  name: 'death-without-date',
  words: 'Somebody has died, and the date of death was not brought over.',
  fields: [field(person, 'deceasedAt', 'critical')],
  change: withPerson(person.key, (each) => ({ ...each, deathUndated: true })),
});

const addressInCapitals = (person: SimPerson): Plant => ({
  name: 'address-in-capitals',
  words: 'An address is written in capitals.',
  fields: ['address.text', 'address.line[]', 'address.city'].map((path) => field(person, path, 'formatting')),
  change: withPerson(person.key, (each) => ({
    ...{ ...each, addressLine: each.addressLine.toUpperCase(), city: each.city.toUpperCase() },
  })),
});

/** From the PAS to Nervecentre: who people are. Each of somebody else, so that one does not hide another. */
export const peopleInNervecentre = (hospital: Hospital): readonly Plant[] => {
  const waiting = [...atHome(hospital)];
  const next = (fits: (person: SimPerson) => boolean): readonly SimPerson[] => {
    const at = waiting.findIndex(fits);
    return at < 0 ? [] : waiting.splice(at, 1);
  };
  const isAlive = ({ deceasedAt }: SimPerson): boolean => deceasedAt === undefined;
  return [
    ...next((person) => isAlive(person) && isSwappable(person)).map(birthDateSwapped),
    ...next((person) => isAlive(person) && person.given in OTHER_SPELLING).map(nameSpeltOtherwise),
    ...next((person) => isAlive(person) && person.traceStatus === '01').map(numberNotVerified),
    ...next(({ deceasedAt }) => deceasedAt !== undefined && deceasedAt <= hospital.anchor).map(deathWithoutDate),
    ...next(isAlive).map(addressInCapitals),
  ];
};
