import { plus } from '../../../schema/time';
import { RT5 } from '../estate';
import type { Hospital, News2Part, SimObservationSet } from '../hospital';
import type { Plant, PlantedField } from './plant';

/** How it writes units, by UCUM code. */
export const UNITS_IN_WORDS: Readonly<Record<string, string>> = { Cel: 'degrees C', '/min': 'per minute' };

/** From Nervecentre to SystmOne: the rounds of Cedar Ward. */
export const inSystmOne = (hospital: Hospital): readonly Plant[] => {
  const rounds = hospital.observationSets.filter(({ organisation, news2 }) => organisation === RT5 && news2 !== null);
  const [round] = [...rounds].sort((a, b) => (a.id < b.id ? -1 : 1));
  const number = hospital.people.find(({ key }) => key === round?.person)?.rt5Number;
  if (round === undefined || number === undefined) return [];
  const withRound =
    (change: (set: SimObservationSet) => SimObservationSet) =>
    (all: Hospital): Hospital => ({
      ...all,
      observationSets: all.observationSets.map((set) => (set.id === round.id ? change(set) : set)),
    });
  const score = (field: string, says: string): PlantedField => ({ capability: 'early-warning', record: number, field, says }); // prettier-ignore
  const sign = (field: string, says: string): PlantedField => ({ capability: 'observations', record: number, field, says }); // prettier-ignore
  return [
    {
      name: 'wrong-news2',
      words: 'The NEWS2 total of a round on Cedar Ward is three too high.',
      fields: [score('total', 'critical')],
      change: withRound((set) => ({
        ...set,
        news2: set.news2 && { ...set.news2, total: set.news2.total + 3 },
      })),
    },
    {
      name: 'missing-observation',
      words: 'The respiratory rate of that round was not brought over.',
      fields: [sign('', 'major')],
      change: withRound(({ respiration: _, ...set }) => set),
    },
    {
      name: 'score-parts-reordered',
      words: 'The parts of the score come in another order.',
      fields: [score('parts[]', 'order')],
      change: withRound((set) => ({
        ...set,
        news2: set.news2 && {
          ...set.news2,
          parts: Object.fromEntries(Object.entries(set.news2.parts).reverse()) as Readonly<Record<News2Part, number>>,
        },
      })),
    },
    {
      name: 'nurse-in-capitals',
      words: 'Who took the round is written in capitals.',
      fields: [sign('performer.text', 'formatting')],
      change: withRound((set) => ({ ...set, by: set.by.toUpperCase() })),
    },
    {
      name: 'round-two-seconds-later',
      words: 'The round is two seconds later.',
      fields: [sign('effective', 'clock-skew'), score('effective', 'clock-skew')],
      change: withRound((set) => ({ ...set, at: plus(set.at, 2_000) })),
    },
    {
      name: 'unit-in-words',
      words: 'Degrees Celsius and the rate a minute are written in words, beside the same UCUM codes.',
      fields: [sign('quantity.unit', 'unit-spelling'), sign('valueText', 'unit-spelling')],
      change: (all) => all,
    },
  ];
};
