import { spoken } from '../messages/words';

export { spoken };

/** `1 route`, `1,200 routes`. */
export const counted = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date known to the year, month or day, said no closer than it is known: `2024`, `May 2024`, `1 May 2024`. */
export const partialWords = (date: string): string => {
  const [year = '', month, day] = date.split('-');
  const parts = [day === undefined ? '' : String(Number(day)), MONTHS[Number(month) - 1] ?? '', year];
  return parts.filter((part) => part !== '').join(' ');
};

/** `£1,200,000`; pence only where there are some. */
export const pounds = (decimal: string): string => {
  const [whole = '0', pence = ''] = decimal.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `£${grouped}${/[1-9]/.test(pence) ? `.${pence.padEnd(2, '0')}` : ''}`;
};

/** How far a route has come, in order, with what it means. */
const STAGES: Readonly<Record<string, string>> = {
  OFF: 'The control answers alone.',
  SHADOW: 'The control answers; the candidate is asked beside it and compared.',
  RAMP: 'The candidate answers for a part of people or sites.',
  LIVE: 'The candidate answers.',
  RETIRED: 'The candidate answers, and the control is off.',
};

export const STAGE_NAMES = Object.keys(STAGES);
export const stageMeaning = (stage: string): string => STAGES[stage] ?? '';

/** `Ramp 10 %`, `Ramp, 2 sites`, `Live`. */
export const stageWords = ({
  stage,
  percent,
  sites = [],
}: {
  readonly stage: string;
  readonly percent: number | null;
  readonly sites?: readonly string[];
}): string => {
  if (stage !== 'RAMP') return spoken(stage);
  return percent === null ? `Ramp, ${counted(sites.length, 'site')}` : `Ramp ${percent} %`;
};

export const capabilityWords = (capability: string): string => spoken(capability);

/** Whose record; `*` is each person's own practice. */
export const holderWords = (organisation: string): string =>
  organisation === '*' ? 'registered practice' : organisation;

/** `RWE/bed-state/inpatient-record` -> `Bed state of RWE`. */
export const routeWords = (id: string): string => {
  const [organisation = '', capability = ''] = id.split('/');
  return capability === '' ? id : `${capabilityWords(capability)} of ${holderWords(organisation)}`;
};

/** A value out of 100, or that nothing is known. */
export const scoreWords = (score: number | null): string => (score === null ? 'not known' : `${score} of 100`);

export const percentWords = (decimal: string | null): string => (decimal === null ? 'not known' : `${decimal} %`);

/** What takes a protection away is not done by whoever asks for it. */
export const WAITS = 'Nothing is changed yet: it waits for a second person, and stands at the top of the route.';
