import { found, type Answer } from '../../../../schema/answer';
import { observation, type FhirObservation } from '../fhir/observation';
import { VISIT_SYSTEM } from '../fhir/vocabulary';
import { askCensus, visitOf, type Census } from './census';
import { placeOf } from './encounters';
import { scoreReader, STANDING, WITH_SCORES } from './news2';
import { newestOf } from './observations';
import { askPeople, during } from './people';
import { eachPlace } from './places';
import { localReference, readEach, recordSource, UNREADABLE } from './reading';
import { subjectsOf } from './subjects';
import type { Ask, Place, Selection } from '../../../../schema/capabilities';
import type { PersonSource, PlaceSource } from '../../../contract';
import type { EarlyWarningScore } from '../../../../schema/clinical/observation';
import type { FhirEncounter } from '../fhir/encounter';
import type { Query, Searched, SystmOne } from '../search';

const visitOfScore = ({ encounter }: FhirObservation): string | undefined =>
  encounter?.identifier?.system === VISIT_SYSTEM ? encounter.identifier.value : undefined;

const queryOf = (selection: Selection): Query => ({
  _sort: '-date',
  ...(selection.latest === undefined ? {} : { status: STANDING }),
  ...during('date', selection),
  ...WITH_SCORES,
});

/** Scores of each person, those without a full set of observations having none. */
export const earlyWarningOfPeople =
  (systmone: SystmOne): PersonSource<'early-warning'> =>
  async (people, selection, ask) => {
    const answers = await askPeople(
      systmone,
      people,
      {
        what: 'Observation',
        query: queryOf(selection),
        schema: observation,
        subject: ({ subject }) => subject,
        reader: (searched) => {
          const read = scoreReader(searched, systmone);
          const subjects = subjectsOf(searched, systmone);
          return (resource, source) =>
            read(resource, source, { subject: subjects.subjectOf(resource.subject), visit: visitOfScore(resource) });
        },
      },
      ask,
    );
    return answers.map((answer) =>
      answer.kind === 'found' ? { ...answer, value: newestOf(answer.value, selection, () => 'score') } : answer,
    );
  };

const PATIENTS_PER_ASK = 80;

const patientOf = ({ subject }: Pick<FhirEncounter, 'subject'>): string | undefined =>
  subject.reference === undefined ? undefined : localReference(subject.reference);

/** The stay a score was taken in: by reference or visit number, else the person's stay that had begun by then. */
const stayOf = (score: FhirObservation, { encounters }: Census): FhirEncounter | undefined => {
  const { encounter } = score;
  if (encounter !== undefined) {
    const visit = visitOfScore(score);
    const id = encounter.reference === undefined ? undefined : localReference(encounter.reference);
    return encounters.find((stay) => `Encounter/${stay.id}` === id || visitOf(stay) === visit);
  }
  return encounters.find(
    (stay) =>
      patientOf(stay) === patientOf(score) &&
      Date.parse(stay.period?.start ?? '') <= Date.parse(score.effectiveDateTime),
  );
};

const scoresOfStays = (searched: Searched, census: Census, systmone: SystmOne) => {
  const read = scoreReader(searched, systmone);
  return readEach(searched.matches, observation, (resource): EarlyWarningScore | undefined => {
    const stay = stayOf(resource, census);
    // A score of an earlier stay says nothing of this one: such a person counts as not assessed.
    if (stay === undefined) return undefined;
    return read(resource, recordSource(resource, searched.source), {
      subject: census.subjects.subjectOf(stay.subject),
      ward: placeOf(stay, census.tree, systmone)?.ward,
      visit: visitOf(stay),
    });
  });
};

const scoresOfPlace = async (
  systmone: SystmOne,
  place: Place,
  selection: Selection,
  ask: Ask,
): Promise<Answer<readonly EarlyWarningScore[]>> => {
  const census = await askCensus(systmone, place, {}, ask);
  const patients = [...new Set(census.encounters.flatMap((stay) => patientOf(stay) ?? []))];
  const latest = selection.latest ?? (selection.window === undefined ? 1 : undefined);
  const wanted: Selection = latest === undefined ? selection : { ...selection, latest };
  const searches = await Promise.all(
    Array.from({ length: Math.ceil(patients.length / PATIENTS_PER_ASK) }, (_, at) =>
      systmone.search(
        'Observation',
        {
          ...queryOf(wanted),
          patient: patients.slice(at * PATIENTS_PER_ASK, (at + 1) * PATIENTS_PER_ASK).join(','),
        },
        ask,
      ),
    ),
  );
  const read = searches.map((searched) => scoresOfStays(searched, census, systmone));
  const unreadable = read.some((each) => each.unreadable > 0);
  const scores = read.flatMap(({ records }) => records);
  return found<readonly EarlyWarningScore[]>(
    newestOf(scores, wanted, ({ visit }) => visit ?? ''),
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
 * there. A stay without a score is not in the list: compare with encounters.
 */
export const earlyWarningOfPlaces =
  (systmone: SystmOne): PlaceSource<'early-warning'> =>
  (places, selection, ask) =>
    eachPlace(systmone, places, (place) => scoresOfPlace(systmone, place, selection, ask));
