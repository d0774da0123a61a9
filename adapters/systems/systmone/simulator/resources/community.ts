import { LOCAL } from '../../fhir/vocabulary';
import { peopleAsked, type Holdings, type Known } from '../holdings';
import { clinicianReference, coded, meta, snomed, subject, type Resource } from '../resource';
import { dateFits, tokenFits, type SearchQuery } from '../search-query';
import { MINUTE, plus } from '../../../../../schema/time';
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
        code: snomed(problem),
        subject: subject(known, holdings),
        onsetDateTime: problem.onset,
      })),
    );
};

/** Preferences are flags here, as on the wards: UK Core has no profile for them. */
export const searchFlags = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const categories = query.anyOf('category');
  return recordsOf(holdings, query).flatMap(({ record, known }) =>
    record.preferences
      .filter(({ recorded }) => recorded <= holdings.now)
      .filter(({ category }) => tokenFits(categories, { system: LOCAL.flagCategories, code: category }))
      .map(({ id, code, display, category, recorded, note }) => ({
        resourceType: 'Flag',
        id,
        meta: meta('Flag', recorded),
        status: 'active',
        category: [coded(LOCAL.flagCategories, category, category)],
        code: snomed({ code, display }),
        subject: subject(known, holdings),
        period: { start: recorded },
        ...(note === undefined ? {} : { extension: [{ url: LOCAL.extension.note, valueString: note }] }),
      })),
  );
};

export const searchCareTeams = (holdings: Holdings, query: SearchQuery): readonly Resource[] =>
  recordsOf(holdings, query)
    .filter(({ record }) => record.team.members.length > 0)
    .map(({ record: { team }, known }) => ({
      resourceType: 'CareTeam',
      id: `ct-${known.number}`,
      meta: meta('CareTeam', holdings.hospital.anchor),
      contained: team.members.map(({ name, phone }, index) => ({
        resourceType: 'Practitioner',
        id: `m${index + 1}`,
        name: [{ text: name }],
        telecom: [{ system: 'phone', use: 'work', value: phone }],
      })),
      status: 'active',
      name: team.name,
      subject: subject(known, holdings),
      participant: team.members.map(({ name, role }, index) => ({
        role: [{ text: role }],
        member: { reference: `#m${index + 1}`, display: name },
      })),
    }));

/** Community visits and clinics of this organisation. */
export const searchAppointments = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const keys = peopleAsked(holdings, query);
  const dates = query.all('date');
  return holdings.hospital.appointments
    .filter(({ organisation, kind }) => organisation === holdings.organisation && kind === 'community')
    .filter(({ person, booked }) => (keys?.has(person) ?? true) && booked <= holdings.now)
    .filter(({ start }) => dateFits(dates, start))
    .flatMap((one): Resource[] => {
      const known = holdings.known(one.person);
      if (known === undefined) return [];
      return [
        {
          resourceType: 'Appointment',
          id: one.id,
          meta: meta('Appointment', one.booked),
          status: one.status,
          serviceCategory: [coded(LOCAL.serviceCategories, 'community')],
          description: one.description,
          start: one.start,
          end: plus(one.start, one.minutes * MINUTE),
          minutesDuration: one.minutes,
          participant: [
            { actor: subject(known, holdings), status: 'accepted' },
            {
              actor: { reference: `Practitioner/${one.clinician.gmc}`, ...clinicianReference(one.clinician) },
              status: 'accepted',
            },
            { actor: { reference: 'Location/visit', display: one.place }, status: 'accepted' },
          ],
        },
      ];
    });
};

/** Letters filed here. Linked, never inline: SystmOne takes attachments of 10 MB at most. */
export const searchDocuments = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const keys = peopleAsked(holdings, query);
  const [types, dates] = [query.anyOf('type'), query.all('date')];
  return holdings.hospital.bedside
    .filter(({ organisation, person }) => organisation === holdings.organisation && (keys?.has(person) ?? true))
    .flatMap(({ person, documents }) => {
      const known = holdings.known(person);
      if (known === undefined) return [];
      return documents
        .filter(
          ({ at, type }) =>
            at <= holdings.now && dateFits(dates, at) && tokenFits(types, { system: LOCAL.documentTypes, code: type }),
        )
        .map(({ id, type, title, at, author, bytes }) => ({
          resourceType: 'DocumentReference',
          id,
          meta: meta('DocumentReference', at),
          status: 'current',
          type: coded(LOCAL.documentTypes, type, title),
          subject: subject(known, holdings),
          date: at,
          author: [{ display: author }],
          content: [{ attachment: { contentType: 'application/pdf', url: `Binary/${id}`, title, size: bytes } }],
        }));
    });
};
