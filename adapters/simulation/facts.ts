import type { Instant } from '../../schema/time';
import type { Hospital } from './hospital';

/** What is true, apart from the order in which it was told. Each part of the hospital contributes some. */
export type FactName = Exclude<keyof Hospital, 'seed' | 'anchor' | 'sites' | 'wards' | 'history'>;
export type Facts = Pick<Hospital, FactName> & {
  /** When someone was first registered or changed, where that is not at the beginning of the history. */
  readonly registered: readonly { readonly person: string; readonly at: Instant }[];
  readonly updated: readonly { readonly person: string; readonly at: Instant }[];
};

const NONE: Facts = {
  people: [],
  stays: [],
  appointments: [],
  theatreSessions: [],
  waiting: [],
  observationSets: [],
  escalations: [],
  labOrders: [],
  labReports: [],
  imagingOrders: [],
  studies: [],
  gpRecords: [],
  communityRecords: [],
  bedside: [],
  registered: [],
  updated: [],
};

/** All contributions as one, in the order given. */
export const combineFacts = (parts: readonly Partial<Facts>[]): Facts => {
  const all = <K extends keyof Facts>(name: K): Facts[K][number][] =>
    parts.flatMap((part) => [...(part[name] ?? [])] as Facts[K][number][]);
  return {
    ...NONE,
    people: all('people'),
    stays: all('stays'),
    appointments: all('appointments'),
    theatreSessions: all('theatreSessions'),
    waiting: all('waiting'),
    observationSets: all('observationSets'),
    escalations: all('escalations'),
    labOrders: all('labOrders'),
    labReports: all('labReports'),
    imagingOrders: all('imagingOrders'),
    studies: all('studies'),
    gpRecords: all('gpRecords'),
    communityRecords: all('communityRecords'),
    bedside: all('bedside'),
    registered: all('registered'),
    updated: all('updated'),
  };
};
