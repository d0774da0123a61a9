import { peopleAsked, type Holdings, type Known } from '../../../../simulation/uk-core/holdings';
import { coded, meta, snomed, subject, type Resource } from '../../../../simulation/uk-core/resource';
import { careTeamResource } from '../../../../simulation/uk-core/resources/care-team';
import { flagsFound } from '../../../../simulation/uk-core/resources/flag';
import { tokenFits, type SearchQuery } from '../../../../simulation/uk-core/search-query';
import type { SimCommunityRecord } from '../../../../simulation/hospital';

interface InCommunity {
  readonly record: SimCommunityRecord;
  readonly known: Known;
}

const recordsOf = (holdings: Holdings, query: SearchQuery): readonly InCommunity[] => {
  const keys = peopleAsked(holdings, query);
  return holdings.hospital.communityRecords
    .filter(({ person }) => keys?.has(person) ?? true)
    .flatMap((record) => {
      const known = holdings.known(record.person);
      return known === undefined ? [] : [{ record, known }];
    });
};

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';

export const searchConditions = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const statuses = query.anyOf('clinical-status');
  return recordsOf(holdings, query)
    .filter(() => tokenFits(statuses, { system: CLINICAL, code: 'active' }))
    .flatMap(({ record, known }) =>
      record.problems.map((problem) => ({
        resourceType: 'Condition',
        id: `${known.number}-${problem.id}`,
        meta: meta('Condition', holdings.hospital.anchor),
        clinicalStatus: coded(CLINICAL, 'active'),
        category: [coded('http://terminology.hl7.org/CodeSystem/condition-category', 'problem-list-item')],
        code: snomed(problem, holdings),
        subject: subject(known, holdings),
        onsetDateTime: problem.onset,
      })),
    );
};

/** Preferences are flags here, as on the wards. */
export const searchFlags = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const held = recordsOf(holdings, query).flatMap(({ record, known }) =>
    record.preferences.map((preference) => ({ ...preference, known })),
  );
  return flagsFound(held, holdings, query);
};

export const searchCareTeams = (holdings: Holdings, query: SearchQuery): readonly Resource[] =>
  recordsOf(holdings, query).flatMap(({ record, known }) => careTeamResource(record.team, known, holdings));

export const searchImmunizations = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const statuses = query.anyOf('status');
  return recordsOf(holdings, query)
    .filter(() => statuses?.includes('completed') ?? true)
    .flatMap(({ record, known }) =>
      (record.immunisations ?? []).map((immunisation) => ({
        resourceType: 'Immunization',
        id: `${known.number}-${immunisation.id}`,
        meta: meta('Immunization', holdings.hospital.anchor),
        status: 'completed',
        vaccineCode: snomed(immunisation, holdings),
        patient: subject(known, holdings),
        occurrenceDateTime: immunisation.given,
      })),
    );
};

/** The hospital keeps no medicines prescribed elsewhere at this organisation: asked, and empty. */
export const searchNothing = (): readonly Resource[] => [];
