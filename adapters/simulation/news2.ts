import type { News2Part, SimObservationSet } from './hospital';

export type VitalSigns = Pick<
  SimObservationSet,
  'respiration' | 'spo2' | 'scale' | 'oxygen' | 'systolic' | 'diastolic' | 'pulse' | 'consciousness' | 'temperature'
>;

/** Up to and including `upTo` scores `points`; the last band has no end. */
type Bands = readonly { readonly upTo: number; readonly points: number }[];
const END = Number.POSITIVE_INFINITY;
const band = (upTo: number, points: number) => ({ upTo, points });

const RESPIRATION: Bands = [band(8, 3), band(11, 1), band(20, 0), band(24, 2), band(END, 3)];
const SPO2_SCALE_1: Bands = [band(91, 3), band(93, 2), band(95, 1), band(END, 0)];
const SPO2_SCALE_2_AIR: Bands = [band(83, 3), band(85, 2), band(87, 1), band(END, 0)];
const SPO2_SCALE_2_OXYGEN: Bands = [
  band(83, 3),
  band(85, 2),
  band(87, 1),
  band(92, 0),
  band(94, 1),
  band(96, 2),
  band(END, 3),
];
const SYSTOLIC: Bands = [band(90, 3), band(100, 2), band(110, 1), band(219, 0), band(END, 3)];
const PULSE: Bands = [band(40, 3), band(50, 1), band(90, 0), band(110, 1), band(130, 2), band(END, 3)];
/** The chart has one decimal place: 35.1 begins the next band after 35.0. */
const TEMPERATURE: Bands = [band(35.0, 3), band(36.0, 1), band(38.0, 0), band(39.0, 1), band(END, 2)];

const score = (bands: Bands, value: number): number => bands.find((each) => value <= each.upTo)?.points ?? 0;

const spo2Bands = (scale: 1 | 2, oxygen: boolean): Bands => {
  if (scale === 1) return SPO2_SCALE_1;
  return oxygen ? SPO2_SCALE_2_OXYGEN : SPO2_SCALE_2_AIR;
};

/**
 * NEWS2 (Royal College of Physicians 2017, charts 1 and 4). Units: breaths and beats per minute, %, mmHg, °C.
 * Null when any parameter is missing: a missing one is not a zero.
 */
export const scoreNews2 = (signs: VitalSigns): SimObservationSet['news2'] => {
  const { respiration, spo2, scale, oxygen, systolic, pulse, consciousness, temperature } = signs;
  if (
    respiration === undefined ||
    spo2 === undefined ||
    oxygen === undefined ||
    systolic === undefined ||
    pulse === undefined ||
    consciousness === undefined ||
    temperature === undefined
  ) {
    return null;
  }
  const parts: Record<News2Part, number> = {
    respiration: score(RESPIRATION, respiration),
    spo2: score(spo2Bands(scale, oxygen), spo2),
    oxygen: oxygen ? 2 : 0,
    systolic: score(SYSTOLIC, systolic),
    pulse: score(PULSE, pulse),
    consciousness: consciousness === 'A' ? 0 : 3,
    temperature: score(TEMPERATURE, Math.round(temperature * 10) / 10),
  };
  return { total: Object.values(parts).reduce((sum, each) => sum + each, 0), parts };
};

/** Does the score ask for an urgent review: 5 or more in all, or 3 in any one parameter. */
export const needsReview = (news2: SimObservationSet['news2']): boolean =>
  news2 !== null && (news2.total >= 5 || Object.values(news2.parts).includes(3));
