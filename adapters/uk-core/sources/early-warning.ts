import { found, type Answer, type Warning } from '../../../schema/answer';
import { periodOf } from '../fhir/elements';
import { observation, type FhirObservation } from '../fhir/observation';
import { chunked, NAMES_PER_ASK, subjectInDoubt, subjectNotAsked } from './asked-by';
import { askCensus, visitOf, type Census } from './census';
import { placeOf } from './encounters';
import { scoreReader, STANDING, WITH_SCORES } from './news2';
import { eachPlace } from './places';
import { readEach, recordSource, unreadableRecord } from './reading';
import { localReference } from '../../wire/fhir/references';
import { isSamePerson } from './same-person';
import { during, newestAsked, newestOf } from './selection';
import { subjectsOf, type Subjects } from './subjects';
import type { Ask, Place, Selection } from '../../../schema/capabilities';
import type { PersonSource, PlaceSource } from '../../contract';
import type { Instant } from '../../../schema/time';
import type { EarlyWarningScore } from '../../../schema/clinical/observation';
import type { FhirEncounter } from '../fhir/encounter';
import type { FhirReference } from '../../wire/fhir/values';
import type { Query, Searched, UkCoreServer } from '../server';

const visitOfScore = ({ encounter }: FhirObservation, { dialect }: UkCoreServer): string | undefined =>
  encounter?.identifier?.system === dialect.local.visitSystem ? encounter.identifier.value : undefined;

const scoresAsked = (server: UkCoreServer, selection: Selection): { readonly what: string; readonly query: Query } => {
  const { what, query } = newestAsked(server, selection);
  const standing: Query = selection.latest === undefined ? {} : { status: STANDING };
  return { what, query: { ...query, ...standing, ...during('date', selection), ...WITH_SCORES } };
};

/** Scores of each person, those without a full set of observations having none. */
export const earlyWarningOfPeople =
  (server: UkCoreServer): PersonSource<'early-warning'> =>
  async (people, selection, ask) => {
    const answers = await server.dialect.people.ask(
      server,
      people,
      {
        ...scoresAsked(server, selection),
        schema: observation,
        subject: ({ subject }) => subject,
        reader: (searched) => {
          const read = scoreReader(searched, server);
          const subjects = subjectsOf(searched, server);
          return (resource, source) =>
            read(resource, source, {
              subject: subjects.subjectOf(resource.subject),
              visit: visitOfScore(resource, server),
            });
        },
      },
      ask,
    );
    return answers.map((answer) =>
      answer.kind === 'found' ? { ...answer, value: newestOf(server, answer.value, selection, () => 'score') } : answer,
    );
  };

/** One name a person: the one their stay is recorded under. */
const peopleOf = ({ encounters, subjects }: Census, { dialect }: UkCoreServer): readonly string[] => [
  ...new Set(encounters.flatMap(({ subject }) => dialect.people.namesOf(subject, subjects).slice(0, 1))),
];

const samePatient = (one: FhirReference, other: FhirReference): boolean =>
  one.reference !== undefined &&
  other.reference !== undefined &&
  localReference(one.reference) === localReference(other.reference);

const beganBy = ({ period }: FhirEncounter, moment: Instant): boolean => {
  const { start } = periodOf(period);
  return start !== undefined && start <= moment;
};

type NoStay = 'in-doubt' | 'before' | 'nobody-here';

/**
 * The stay a score speaks for: the one it is tied to; else the one its person was in by then, though it be tied to another
 * encounter, such as the emergency department's. A score from before the stay says nothing of it. A name in common is not
 * enough: an NHS number can stand on somebody else's record.
 */
const stayOf = (
  score: FhirObservation,
  census: Census,
  subjects: Subjects,
  server: UkCoreServer,
): FhirEncounter | NoStay => {
  const { namesOf } = server.dialect.people;
  const names = namesOf(score.subject, subjects);
  const who = subjects.whoIs(score.subject);
  const isNamed = ({ subject }: FhirEncounter): boolean =>
    samePatient(subject, score.subject) || namesOf(subject, census.subjects).some((each) => names.includes(each));
  const isTheirs = ({ subject }: FhirEncounter): boolean =>
    samePatient(subject, score.subject) || isSamePerson(census.subjects.whoIs(subject), who);

  const visit = visitOfScore(score, server);
  const id = score.encounter?.reference === undefined ? undefined : localReference(score.encounter.reference);
  const tied = census.encounters.find((stay) => `Encounter/${stay.id}` === id || visitOf(stay, server) === visit);
  if (tied !== undefined) return isTheirs(tied) ? tied : 'in-doubt';
  const named = census.encounters.filter(isNamed);
  const during = named.filter((stay) => beganBy(stay, score.effective));
  const theirs = during.find(isTheirs);
  if (theirs !== undefined) return theirs;
  if (during.length > 0) return 'in-doubt';
  return named.length > 0 ? 'before' : 'nobody-here';
};

const scoreBeforeStay = ({ dialect }: UkCoreServer): Warning => ({
  code: 'SCORE_BEFORE_STAY',
  text: `${dialect.name} has a score of somebody here from before their stay; it does not stand for it`,
});

const scoresOfStays = (searched: Searched, census: Census, server: UkCoreServer) => {
  const read = scoreReader(searched, server);
  const subjects = subjectsOf(searched, server);
  const without = new Set<NoStay>();
  const readings = readEach(searched.matches, observation, (resource): EarlyWarningScore | undefined => {
    const stay = stayOf(resource, census, subjects, server);
    if (typeof stay === 'string') {
      without.add(stay);
      return undefined;
    }
    return read(resource, recordSource(resource, searched.source), {
      subject: census.subjects.subjectOf(stay.subject),
      ward: placeOf(stay, census.tree, server)?.ward,
      visit: visitOf(stay, server),
    });
  });
  return { ...readings, without };
};

const scoresOfPlace = async (
  server: UkCoreServer,
  place: Place,
  selection: Selection,
  ask: Ask,
): Promise<Answer<readonly EarlyWarningScore[]>> => {
  const census = await askCensus(server, place, {}, ask);
  const latest = selection.latest ?? (selection.window === undefined ? 1 : undefined);
  const wanted: Selection = latest === undefined ? selection : { ...selection, latest };
  const { what, query } = scoresAsked(server, wanted);
  const searches = await Promise.all(
    chunked(peopleOf(census, server), NAMES_PER_ASK).map((names) =>
      server.search(what, { ...query, [server.dialect.people.parameter]: names.join(',') }, ask),
    ),
  );
  const read = searches.map((searched) => scoresOfStays(searched, census, server));
  const without = (why: NoStay): boolean => read.some((each) => each.without.has(why));
  const lacking = [
    ...(read.some((each) => each.unreadable > 0) ? [unreadableRecord(server)] : []),
    ...(without('in-doubt') ? [subjectInDoubt(server)] : []),
    ...(without('nobody-here') ? [subjectNotAsked(server)] : []),
  ];
  // Whoever has no other score is not assessed: the list is whole without it.
  const notes = without('before') ? [scoreBeforeStay(server)] : [];
  const scores = read.flatMap(({ records }) => records);
  return found<readonly EarlyWarningScore[]>(
    newestOf(server, scores, wanted, ({ visit }) => visit ?? ''),
    census.source,
    {
      complete: census.complete && searches.every(({ complete }) => complete) && lacking.length === 0,
      warnings: [...census.warnings, ...searches.flatMap(({ warnings }) => warnings), ...lacking, ...notes],
    },
  );
};

/**
 * Scores of the stays on a ward: the newest of each unless a window or a number is given. Two asks however many lie
 * there, one for the stays and one for their scores. A stay without a score is not in the list: compare with encounters.
 */
export const earlyWarningOfPlaces =
  (server: UkCoreServer): PlaceSource<'early-warning'> =>
  (places, selection, ask) =>
    eachPlace(server, places, (place) => scoresOfPlace(server, place, selection, ask));
