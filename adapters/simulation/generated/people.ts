import type { LocalDate } from '../../../schema/time';
import { PRACTICES } from '../estate';
import { nhsNumber, person, registeredAt } from '../entry';
import type { SimPerson } from '../hospital';
import type { Random } from '../random';
import type { Timeline } from '../timeline';

/** None of these is a family name of the cast, so a name in a log tells which kind of person it is. */
const FAMILIES = [
  'Abbott',
  'Ahmed',
  'Bailey',
  'Banerjee',
  'Carter',
  'Chowdhury',
  'Dawson',
  'Desai',
  'Ellison',
  'Farooq',
  'Gibson',
  'Gill',
  'Harris',
  'Hussain',
  'Iqbal',
  'Jackson',
  'Joshi',
  'Kaur',
  'Kelly',
  'Lewis',
  'Mistry',
  'Nowak',
  'Obi',
  'Parmar',
  'Patel',
  'Quinn',
  'Rahman',
  'Shah',
  'Thompson',
  'Usman',
  'Vaughan',
  'Walker',
  'Yates',
  'Zaman',
] as const;
const WOMEN = [
  'Amina',
  'Beryl',
  'Chloe',
  'Deepa',
  'Elsie',
  'Fiona',
  'Gita',
  'Helen',
  'Irene',
  'Jaya',
  'Karen',
  'Lena',
  'Maureen',
  'Nadia',
  'Olga',
] as const;
const MEN = [
  'Adam',
  'Brian',
  'Carl',
  'Dev',
  'Eric',
  'Faisal',
  'George',
  'Hamid',
  'Ian',
  'John',
  'Kiran',
  'Liam',
  'Mohan',
  'Neil',
  'Omar',
] as const;
const ETHNIC_CATEGORIES = ['A', 'A', 'A', 'B', 'C', 'H', 'H', 'J', 'K', 'M', 'N', 'R', 'Z'] as const;
const STATUSES = ['01', '01', '01', '01', '01', '01', '01', '01', '02', '03'] as const;

/** Numbers from 999 001 000 on that have a check digit; the cast's lie elsewhere in the 999 range. */
const nhsNumberAfter = (nine: number): { readonly text: string; readonly nine: number } => {
  for (let candidate = nine; ; candidate += 1) {
    const sum = [...String(candidate)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check !== 10) return { text: `${candidate}${check}`, nine: candidate };
  }
};

/** p027 to p300. Women at even keys and men at odd, so that beds can be filled by sex. */
export const generatedPeople = (random: Random, t: Timeline): readonly SimPerson[] => {
  const people: SimPerson[] = [];
  let nine = 999_001_000;
  for (let number = 27; number <= 300; number += 1) {
    const issued = nhsNumberAfter(nine);
    nine = issued.nine + 1 + random.between(0, 9);
    const female = number % 2 === 0;
    const born: LocalDate =
      `${random.between(1932, 2004)}-${pad(random.between(1, 12))}-${pad(random.between(1, 28))}` as LocalDate;
    const untraced = number % 41 === 0;
    const practice = random.pick([
      PRACTICES.test,
      PRACTICES.test,
      PRACTICES.test,
      PRACTICES.second,
      PRACTICES.second,
      PRACTICES.unconnected,
    ]);
    people.push(
      person({
        key: `p${String(number).padStart(3, '0')}`,
        ...(untraced
          ? { traceStatus: '04' }
          : { nhsNumber: nhsNumber(issued.text), traceStatus: random.pick(STATUSES) }),
        rweNumber: `S${2_000_000 + number}`,
        ...(number % 13 === 0 ? { rt5Number: `L${201_000 + number}` } : {}),
        family: random.pick(FAMILIES),
        given: random.pick(female ? WOMEN : MEN),
        title: female ? 'Mrs' : 'Mr',
        sex: female ? 'female' : 'male',
        birthDate: born,
        ethnicCategory: random.pick(ETHNIC_CATEGORIES),
        ...registeredAt(practice),
        restricted: number % 97 === 0,
        // One of whom nobody is told; at home with the seeds that are shipped, so that no list is shorter for it.
        ...(number === 283 && { veryRestricted: true }),
        // The last keys are never in a bed: only there may someone have died.
        ...(number > 260 && number % 7 === 0 ? { deceasedAt: t.dayAt(-random.between(20, 300), 3) } : {}),
      }),
    );
  }
  return people;
};

const pad = (n: number): string => String(n).padStart(2, '0');
