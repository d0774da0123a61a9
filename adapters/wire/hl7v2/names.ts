import dictionary from 'hl7-dictionary';
import { UK_SEGMENTS } from './uk-segments';

/** What the standard calls a place of a message, and what it is made of. '' where the standard does not say. */
export interface Named {
  readonly name: string;
  readonly datatype: string;
}

export interface Names {
  segment(segment: string): string;
  field(segment: string, field: number): Named;
  /** Of a datatype: `CX` 4 is the assigning authority. */
  component(datatype: string, component: number): Named;
}

const UNNAMED: Named = { name: '', datatype: '' };

const parts = (version: string): number[] => version.split('.').map(Number);
const compare = (one: string, other: string): number => {
  const [a, b] = [parts(one), parts(other)];
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

const VERSIONS = Object.keys(dictionary.definitions).sort(compare);

/** 2.5.1 where MSH-12 says nothing that is a version: most of the UK's profiles are of it. */
const USUAL = '2.5.1';

/** The version itself, else the latest before it, else the first there is. */
const nearest = (version: string): string => {
  if (!/^\d+(\.\d+){1,2}$/.test(version)) return USUAL;
  return VERSIONS.filter((known) => compare(known, version) <= 0).at(-1) ?? VERSIONS[0] ?? USUAL;
};

const described = (found: { readonly desc: string; readonly datatype: string } | undefined): Named =>
  found ? { name: found.desc.trim(), datatype: found.datatype } : UNNAMED;

/** The names of HL7 v2.1 to 2.7.1, and of the UK's own segments. @param version MSH-12.1 */
export const namesOf = (version: string): Names => {
  const definitions = dictionary.definitions[nearest(version)];
  return {
    segment: (segment) => UK_SEGMENTS[segment]?.name ?? definitions?.segments[segment]?.desc.trim() ?? '',
    field: (segment, field) => {
      const ours = UK_SEGMENTS[segment];
      if (ours) return { name: ours.fields[field] ?? '', datatype: '' };
      return described(definitions?.segments[segment]?.fields[field - 1]);
    },
    component: (datatype, component) => described(definitions?.fields[datatype]?.subfields[component - 1]),
  };
};
