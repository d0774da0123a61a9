import { el } from '../dom';
import { spoken } from '../messages/words';
import type { RouteLine } from './route-answers';

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

const STAGES: Readonly<Record<string, readonly [colour: string, meaning: string]>> = {
  OFF: ['grey', 'The control answers alone.'],
  SHADOW: ['purple', 'The control answers; the candidate is asked beside it and compared.'],
  RAMP: ['yellow', 'The candidate answers for a part of people or sites.'],
  LIVE: ['green', 'The candidate answers.'],
  RETIRED: ['blue', 'The candidate answers, and the control is off.'],
};

export const STAGE_NAMES = Object.keys(STAGES);
export const stageMeaning = (stage: string): string => STAGES[stage]?.[1] ?? '';

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

export const tag = (words: string, colour: string, title = ''): HTMLElement =>
  el('strong', { class: `nhsuk-tag nhsuk-tag--${colour}`, title: title === '' ? null : title }, words);

/** How far a route has come: always a word, never a colour alone. */
export const stageTag = (route: Pick<RouteLine, 'stage' | 'percent' | 'sites'>): HTMLElement =>
  tag(stageWords(route), STAGES[route.stage]?.[0] ?? 'white', stageMeaning(route.stage));

const COLOURS: Readonly<Record<string, string>> = {
  CRITICAL: 'red',
  MAJOR: 'orange',
  MINOR: 'yellow',
  COSMETIC: 'grey',
  MATCHED: 'green',
  IGNORED: 'grey',
  IN_FLIGHT: 'blue',
  MISMATCHED: 'red',
  CANDIDATE_FAILED: 'pink',
  CONTROL_FAILED: 'white',
  PLANNED: 'blue',
  NOT_CONNECTED: 'white',
  LIVE: 'green',
  RETIRING: 'orange',
  RETIRED: 'grey',
};

/** A severity, an outcome or a lifecycle, as a word in its colour. */
export const wordTag = (word: string): HTMLElement => tag(spoken(word), COLOURS[word] ?? 'white');

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
