import type { Address } from '../../schema/clinical/values';
import type { Segment } from '../wire/hl7v2/message';
import { unshout } from './xpn';

const useOf = (type: string): Address['use'] => {
  if (type === 'TMP' || type === 'C') return 'temp';
  if (type === 'BA' || type === 'PREVIOUS') return 'old';
  return type === 'H' || type === 'P' || type === 'L' || type === '' ? 'home' : undefined;
};

/** One XAD (HL7 2.4 section 2.8.48). The country alone is no address. */
export const address = (segment: Segment, field: number, repetition = 1): Address | undefined => {
  const part = (component: number) => segment.text(field, component, repetition).trim();
  const line = [part(1), part(2)].filter((text) => text !== '');
  const [city, county, postalCode] = [part(3), part(4), part(5)];
  if (line.length === 0 && city === '' && postalCode === '') return undefined;
  const use = useOf(part(7).toUpperCase());
  return {
    text: [...line.map(unshout), unshout(city), unshout(county), postalCode.toUpperCase()]
      .filter((text) => text !== '')
      .join(', '),
    line,
    ...(city === '' ? {} : { city }),
    ...(postalCode === '' ? {} : { postalCode }),
    ...(use === undefined ? {} : { use }),
  };
};

/** Where the person lives: the home address, else the first that is one. */
export const homeAddress = (segment: Segment, field: number): Address | undefined => {
  const all = Array.from({ length: segment.repetitions(field) }, (_, at) => address(segment, field, at + 1)).filter(
    (one) => one !== undefined,
  );
  return all.find(({ use }) => use === 'home') ?? all.find(({ use }) => use !== 'old') ?? all[0];
};
