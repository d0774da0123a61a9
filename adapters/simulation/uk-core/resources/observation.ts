import {
  NEWS2_PARTS,
  NEWS2_TOTAL,
  OBSERVATION_CATEGORY,
  OBSERVATION_INTERPRETATION,
  SNOMED,
  UCUM,
} from '../../../uk-core/vocabulary';
import { coded, meta, snomed, subject, type Resource } from '../resource';
import { dateFits, tokenFits, type SearchQuery } from '../search-query';
import { encounterReference } from './encounter';
import { peopleAsked, type Holdings, type Known } from '../holdings';
import type { MarkedSign, News2Part, SimCoded, SimObservationSet } from '../../hospital';

/** UK Core vital signs (interfaces: SNOMED CT codes of the Clinical Observations guide). */
const VITALS = {
  respiration: { code: '86290005', display: 'Respiratory rate', unit: '/min', ucum: '/min' },
  pulse: { code: '364075005', display: 'Heart rate', unit: '/min', ucum: '/min' },
  spo2: { code: '103228002', display: 'Haemoglobin saturation with oxygen', unit: '%', ucum: '%' },
  temperature: { code: '276885007', display: 'Core body temperature', unit: '°C', ucum: 'Cel' },
  systolic: { code: '72313002', display: 'Systolic arterial pressure', unit: 'mmHg', ucum: 'mm[Hg]' },
  diastolic: { code: '1091811000000102', display: 'Diastolic arterial pressure', unit: 'mmHg', ucum: 'mm[Hg]' },
} as const;
const BLOOD_PRESSURE: SimCoded = { code: '75367002', display: 'Blood pressure' };
const ROOM_AIR: SimCoded = { code: '722742002', display: 'Breathing room air' };
const ACVPU: SimCoded = {
  code: '1104441000000107',
  display: 'ACVPU (Alert Confusion Voice Pain Unresponsive) scale score',
};
const CONSCIOUSNESS: Readonly<Record<'A' | 'C' | 'V' | 'P' | 'U', SimCoded>> = {
  A: { code: '248234008', display: 'Mentally alert' },
  C: { code: '130987000', display: 'Acute confusion' },
  V: { code: '300202002', display: 'Responds to voice' },
  P: { code: '450847001', display: 'Responds to pain' },
  U: { code: '422768004', display: 'Unresponsive' },
};
const PART_DISPLAYS: Readonly<Record<News2Part, string>> = {
  respiration: 'respiration rate score',
  spo2: 'oxygen saturation score',
  oxygen: 'air or oxygen score',
  systolic: 'systolic blood pressure score',
  pulse: 'pulse score',
  consciousness: 'consciousness score',
  temperature: 'temperature score',
};

type Round = { readonly set: SimObservationSet; readonly known: Known; readonly holdings: Holdings };

const observation = (
  { set, known, holdings }: Round,
  suffix: string,
  category: 'vital-signs' | 'survey',
  code: SimCoded,
  value: Readonly<Record<string, unknown>>,
): Resource => ({
  resourceType: 'Observation',
  id: `${set.id}-${suffix}`,
  meta: meta(category === 'survey' ? 'Observation-EarlyWarningTotalScore' : 'Observation-VitalSigns', set.at),
  status: 'final',
  category: [coded(OBSERVATION_CATEGORY, category)],
  code: snomed(code, holdings),
  subject: subject(known, holdings),
  encounter: encounterReference(set.visit, holdings),
  effectiveDateTime: set.at,
  performer: [{ display: set.by }],
  ...value,
});

const quantity = (value: number, { unit, ucum }: { readonly unit: string; readonly ucum: string }) => ({
  valueQuantity: { value, unit, system: UCUM, code: ucum },
});

const MARKS = { N: 'Normal', H: 'High', L: 'Low' } as const;

const marked = ({ marks }: SimObservationSet, sign: MarkedSign) => {
  const mark = marks?.[sign];
  return mark === undefined ? {} : { interpretation: [coded(OBSERVATION_INTERPRETATION, mark, MARKS[mark])] };
};

const vitals = (round: Round): readonly Resource[] => {
  const { set } = round;
  const signs = (['respiration', 'spo2', 'pulse', 'temperature'] as const).flatMap((name) => {
    const value = set[name];
    return value === undefined
      ? []
      : [
          observation(round, name, 'vital-signs', VITALS[name], {
            ...quantity(value, VITALS[name]),
            ...marked(set, name),
          }),
        ];
  });
  const component = (['systolic', 'diastolic'] as const).flatMap((name) => {
    const value = set[name];
    return value === undefined
      ? []
      : [{ code: snomed(VITALS[name], round.holdings), ...quantity(value, VITALS[name]), ...marked(set, name) }];
  });
  return [
    ...signs,
    ...(component.length === 0 ? [] : [observation(round, 'bp', 'vital-signs', BLOOD_PRESSURE, { component })]),
    ...(set.oxygen === undefined
      ? []
      : [observation(round, 'air', 'vital-signs', ROOM_AIR, { valueBoolean: !set.oxygen })]),
    ...(set.consciousness === undefined
      ? []
      : [
          observation(round, 'acvpu', 'vital-signs', ACVPU, {
            valueCodeableConcept: snomed(CONSCIOUSNESS[set.consciousness], round.holdings),
          }),
        ]),
  ];
};

/** The reference of a round's total, which an escalation names. */
export const scoreId = (setId: string): string => `${setId}-news2`;

const partCode = (part: News2Part, { scale }: SimObservationSet): string =>
  part === 'spo2' ? NEWS2_PARTS[scale === 2 ? 'spo2Scale2' : 'spo2Scale1'] : NEWS2_PARTS[part];

const score = (value: number) => ({ valueQuantity: { value, unit: 'score', system: UCUM, code: '{ScoreOf}' } });

/** A round with a parameter missing has no total and no sub-scores. */
const scores = (round: Round): readonly Resource[] => {
  const { news2 } = round.set;
  if (news2 === null) return [];
  const parts = (Object.entries(news2.parts) as [News2Part, number][]).map(([part, value]) => {
    const code = { code: partCode(part, round.set), display: `RCP NEWS2 ${PART_DISPLAYS[part]}` };
    return observation(round, `news2-${part}`, 'survey', code, score(value));
  });
  const total = { code: NEWS2_TOTAL, display: 'Royal College of Physicians NEWS2 total score' };
  return [
    observation(round, 'news2', 'survey', total, {
      ...score(news2.total),
      hasMember: parts.map(({ id }) => ({ reference: `Observation/${id}` })),
      derivedFrom: vitals(round).map(({ id }) => ({ reference: `Observation/${id}` })),
    }),
    ...parts,
  ];
};

/** Every observation of the people asked about, newest round first. */
export const observationResources = (holdings: Holdings, keys: ReadonlySet<string> | undefined): readonly Resource[] =>
  holdings.hospital.observationSets
    .filter((set) => set.organisation === holdings.organisation && set.at <= holdings.now)
    .filter(({ person }) => keys?.has(person) ?? true)
    .sort((a, b) => b.at.localeCompare(a.at))
    .flatMap((set) => {
      const known = holdings.known(set.person);
      if (known === undefined) return [];
      const round = { set, known, holdings };
      return [...vitals(round), ...scores(round)];
    });

const firstCode = (concept: unknown): string => (concept as { coding: { code: string }[] }).coding[0]?.code ?? '';
const subjectOf = (resource: Resource): string => (resource['subject'] as { reference: string }).reference;

export const searchObservations = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const keys = peopleAsked(holdings, query);
  const [codes, categories, statuses] = [query.anyOf('code'), query.anyOf('category'), query.anyOf('status')];
  const dates = query.all('date');
  return observationResources(holdings, keys).filter(
    (resource) =>
      tokenFits(codes, { system: SNOMED, code: firstCode(resource['code']) }) &&
      tokenFits(categories, {
        system: OBSERVATION_CATEGORY,
        code: firstCode((resource['category'] as unknown[])[0]),
      }) &&
      (statuses?.includes(resource['status'] as string) ?? true) &&
      dateFits(dates, resource['effectiveDateTime'] as string),
  );
};

/** `$lastn` (FHIR R4 Observation): the newest `max` of each code, for each patient. */
export const lastObservations = (holdings: Holdings, query: SearchQuery): readonly Resource[] => {
  const max = Number(query.anyOf('max')?.[0] ?? '1');
  const seen = new Map<string, number>();
  return searchObservations(holdings, query).filter((resource) => {
    const group = `${subjectOf(resource)} ${firstCode(resource['code'])}`;
    const before = seen.get(group) ?? 0;
    seen.set(group, before + 1);
    return before < max;
  });
};
