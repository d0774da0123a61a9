import { found } from '../../../../schema/answer';
import { observation, type FhirObservation } from '../fhir/observation';
import { VISIT_SYSTEM } from '../fhir/vocabulary';
import { askCensus, visitOf, type Census } from './census';
import { placeOf } from './encounters';
import { scoreReader, STANDING, WITH_SCORES } from './news2';
import { newestOrAll } from './observations';
import { askPeople, during } from './people';
import { eachPlace } from './places';
import { localReference, readEach, recordSource, UNREADABLE } from './reading';
import { identifierKey, subjectsOf, type Subjects } from './subjects';
import type { Ask, Place, Selection } from '../../../../schema/capabilities';
import type { Answer } from '../../../../schema/answer';
import type { PersonSource, PlaceSource } from '../../../contract';
import type { EarlyWarningScore } from '../../../../schema/clinical/observation';
import type { FhirEncounter } from '../fhir/encounter';
import type { Nervecentre, Query, Searched } from '../search';

const visitOfScore = ({ encounter }: FhirObservation): string | undefined =>
  encounter?.identifier?.system === VISIT_SYSTEM ? encounter.identifier.value : undefined;

/** Scores of each person, those without a full set of observations having none. */
export const earlyWarningOfPeople =
  (nervecentre: Nervecentre): PersonSource<'early-warning'> =>
  (people, selection, ask) => {
    const { what, query } = newestOrAll(selection);
    const standing: Query = selection.latest === undefined ? {} : { status: STANDING };
    return askPeople(
      nervecentre,
      people,
      {
        what,
        query: { ...query, ...standing, ...during('date', selection), ...WITH_SCORES },
        schema: observation,
        subject: ({ subject }) => subject,
        reader: (searched) => {
          const read = scoreReader(searched, nervecentre);
          const subjects = subjectsOf(searched, nervecentre);
          return (resource, source) =>
            read(resource, source, { subject: subjects.subjectOf(resource.subject), visit: visitOfScore(resource) });
        },
      },
      ask,
    );
  };

const PEOPLE_PER_ASK = 80;

/** One identifier a person: the one their stay is recorded under. */
const subjectKeys = ({ encounters, subjects }: Census): readonly string[] => [
  ...new Set(encounters.flatMap(({ subject }) => subjects.identifiersOf(subject).slice(0, 1).map(identifierKey))),
];

/** The stay a score was taken in: by reference or visit number, else the person's stay that had begun by then. */
const stayOf = (score: FhirObservation, census: Census, subjects: Subjects): FhirEncounter | undefined => {
  const { encounter } = score;
  if (encounter !== undefined) {
    const visit = visitOfScore(score);
    const id = encounter.reference === undefined ? undefined : localReference(encounter.reference);
    return census.encounters.find((stay) => `Encounter/${stay.id}` === id || visitOf(stay) === visit);
  }
  const keys = new Set(subjects.identifiersOf(score.subject).map(identifierKey));
  return census.encounters.find(
    (stay) =>
      census.subjects.identifiersOf(stay.subject).some((each) => keys.has(identifierKey(each))) &&
      Date.parse(stay.period?.start ?? '') <= Date.parse(score.effectiveDateTime),
  );
};

const scoresOfStays = (searched: Searched, census: Census, nervecentre: Nervecentre) => {
  const read = scoreReader(searched, nervecentre);
  const subjects = subjectsOf(searched, nervecentre);
  return readEach(searched.matches, observation, (resource): EarlyWarningScore | undefined => {
    const stay = stayOf(resource, census, subjects);
    // A score of an earlier stay says nothing of this one: such a person counts as not assessed.
    if (stay === undefined) return undefined;
    return read(resource, recordSource(resource, searched.source), {
      subject: census.subjects.subjectOf(stay.subject),
      ward: placeOf(stay, census.tree, nervecentre)?.ward,
      visit: visitOf(stay),
    });
  });
};

const scoresOfPlace = async (
  nervecentre: Nervecentre,
  place: Place,
  selection: Selection,
  ask: Ask,
): Promise<Answer<readonly EarlyWarningScore[]>> => {
  const census = await askCensus(nervecentre, place, {}, ask);
  const keys = subjectKeys(census);
  const latest = selection.latest ?? (selection.window === undefined ? 1 : undefined);
  const { what, query } = newestOrAll(latest === undefined ? {} : { latest });
  const searches = await Promise.all(
    Array.from({ length: Math.ceil(keys.length / PEOPLE_PER_ASK) }, (_, at) =>
      nervecentre.search(
        what,
        {
          ...query,
          ...(latest === undefined ? {} : { status: STANDING }),
          ...during('date', selection),
          ...WITH_SCORES,
          'patient.identifier': keys.slice(at * PEOPLE_PER_ASK, (at + 1) * PEOPLE_PER_ASK).join(','),
        },
        ask,
      ),
    ),
  );
  const read = searches.map((searched) => scoresOfStays(searched, census, nervecentre));
  const unreadable = read.some((each) => each.unreadable > 0);
  return found<readonly EarlyWarningScore[]>(
    read.flatMap(({ records }) => records),
    census.source,
    {
      complete: census.complete && searches.every(({ complete }) => complete) && !unreadable,
      warnings: [
        ...census.warnings,
        ...searches.flatMap(({ warnings }) => warnings),
        ...(unreadable ? [UNREADABLE] : []),
      ],
    },
  );
};

/**
 * Scores of the stays on a ward: the newest of each unless a window or a number is given. Two asks however many lie
 * there, one for the stays and one for their scores. A stay without a score is not in the list: compare with encounters.
 */
export const earlyWarningOfPlaces =
  (nervecentre: Nervecentre): PlaceSource<'early-warning'> =>
  (places, selection, ask) =>
    eachPlace(nervecentre, places, (place) => scoresOfPlace(nervecentre, place, selection, ask));
