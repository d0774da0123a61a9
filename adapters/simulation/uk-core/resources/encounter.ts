import { ACT_CODE, ADMISSION_METHOD_EXTENSION, DISCHARGE_METHOD_EXTENSION } from '../../../uk-core/vocabulary';
import { ADMISSION_METHOD } from '../../../segments/codes/admission-method';
import { TREATMENT_FUNCTION } from '../../../segments/codes/treatment-function';
import { isHere, peopleAsked, placementNow, type Holdings, type Known } from '../holdings';
import { clinicianReference, coded, meta, subject, type Resource } from '../resource';
import { dateFits, tokenFits, type SearchQuery } from '../search-query';
import type { CodeTable } from '../../../segments/codes/code-table';
import type { SimStay } from '../../hospital';

export const published = (table: CodeTable, code: string, { local }: Holdings) =>
  coded(table.system ?? `${local.own}/CodeSystem/${table.name}`, code, table.displays[code]);

export const encounterReference = (visit: string, { local }: Holdings) => ({
  reference: `Encounter/e${visit}`,
  identifier: { system: local.visitSystem, value: visit },
});

const statusOf = (stay: SimStay, { now }: Holdings): string => (isHere(stay, now) ? 'in-progress' : 'finished');

const places = (stay: SimStay, { now }: Holdings) => {
  const here = isHere(stay, now) ? placementNow(stay, now) : undefined;
  return stay.placements
    .filter(({ from }) => from <= now)
    .map((placement) => ({
      location: { reference: `Location/${[placement.ward, placement.bed].filter((part) => part).join('-')}` },
      status: placement === here ? 'active' : 'completed',
      period: { start: placement.from, ...(placement === here ? {} : { end: placement.to ?? stay.dischargedAt }) },
    }));
};

const dischargeExtensions = (stay: SimStay, gone: boolean, { local }: Holdings) => [
  { url: local.extension.medicallyFit, valueBoolean: stay.medicallyFit },
  ...(stay.expectedDischarge === undefined
    ? []
    : [{ url: local.extension.expectedDischarge, valueDate: stay.expectedDischarge }]),
  ...(stay.readySince === undefined ? [] : [{ url: local.extension.dischargeReady, valueDate: stay.readySince }]),
  ...(stay.pathway === undefined ? [] : [{ url: local.extension.dischargePathway, valueCode: stay.pathway }]),
  ...(stay.reasonWaiting === undefined
    ? []
    : [{ url: local.extension.reasonWaiting, valueCodeableConcept: { text: stay.reasonWaiting } }]),
  ...(gone
    ? [
        {
          url: DISCHARGE_METHOD_EXTENSION,
          valueCodeableConcept: coded('https://fhir.hl7.org.uk/CodeSystem/UKCore-DischargeMethodEngland', '1'),
        },
      ]
    : []),
];

const encounterResource = (stay: SimStay, known: Known, holdings: Holdings): Resource => {
  const gone = !isHere(stay, holdings.now);
  const changes = places(stay, holdings).map(({ period }) => period.start);
  return {
    resourceType: 'Encounter',
    id: `e${stay.visit}`,
    meta: meta(
      'Encounter',
      gone ? (stay.dischargedAt ?? stay.admittedAt) : (changes.at(-1) ?? stay.admittedAt),
      String(changes.length),
    ),
    identifier: [{ system: holdings.local.visitSystem, value: stay.visit }],
    status: statusOf(stay, holdings),
    class: { system: ACT_CODE, code: stay.class },
    serviceType: published(TREATMENT_FUNCTION, stay.treatmentFunction, holdings),
    subject: subject(known, holdings),
    participant: [
      {
        type: [coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'PPRF')],
        individual: clinicianReference(stay.consultant),
      },
    ],
    period: { start: stay.admittedAt, ...(gone ? { end: stay.dischargedAt } : {}) },
    reasonCode: [coded('http://hl7.org/fhir/sid/icd-10', stay.reason.icd10, stay.reason.text)],
    hospitalization: {
      extension: [
        {
          url: ADMISSION_METHOD_EXTENSION,
          valueCodeableConcept: published(ADMISSION_METHOD, stay.admissionMethod, holdings),
        },
      ],
    },
    extension: dischargeExtensions(stay, gone, holdings),
    location: places(stay, holdings),
  };
};

export const searchEncounters = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const keys = peopleAsked(holdings, query);
  const [wards, statuses, classes] = [query.anyOf('location'), query.anyOf('status'), query.anyOf('class')];
  const visits = query.anyOf('identifier');
  const dates = query.all('date');
  return holdings.stays
    .filter((stay) => keys?.has(stay.person) ?? true)
    .filter((stay) => wards?.includes(placementNow(stay, holdings.now)?.ward ?? '') ?? true)
    .filter((stay) => tokenFits(visits, { system: holdings.local.visitSystem, code: stay.visit }))
    .filter((stay) => tokenFits(classes, { system: ACT_CODE, code: stay.class }))
    .filter((stay) => statuses?.includes(statusOf(stay, holdings)) ?? true)
    .filter((stay) => dateFits(dates, stay.admittedAt, isHere(stay, holdings.now) ? '' : stay.dischargedAt))
    .flatMap((stay) => {
      const known = holdings.known(stay.person);
      return known === undefined ? [] : [encounterResource(stay, known, holdings)];
    });
};
