import { found } from '../../../schema/answer';
import type { Answer, SourceStamp, Warning } from '../../../schema/answer';
import type { Ask, Selection } from '../../../schema/capabilities';
import type { ImagingStudy } from '../../../schema/clinical/imaging';
import type { PersonIdentity } from '../../../schema/clinical/person';
import { now } from '../../../schema/clock';
import { londonDate } from '../../../schema/time';
import { SourceFault, type Means, type PersonSource } from '../../contract';
import type { DataSet } from '../../wire/dicomweb/data-set';
import { NotDicom } from '../../wire/dicomweb/not-dicom';
import { dateRange } from '../../wire/dicomweb/qido';
import type { HttpClient } from '../../wire/http/client';
import type { PacsConfig } from './config';
import { archiveOf, identifiersAsked, type Archive } from './identifiers-asked';
import { isOfPerson } from './same-person';
import { searchStudies } from './search';
import { INCLUDED, readStudy, withKeys } from './study';

const WARNINGS = {
  NOT_ASKABLE: 'Nothing links this person to a number that the archive knows, so it was not asked',
  MISMATCHED_PATIENT:
    'The archive holds a study under this number that its own details give to someone else; it is left out',
  RESULTS_LIMITED: 'The archive holds more studies than it handed over',
  RECORD_UNREADABLE: 'The archive sent a study that could not be read; it is left out',
} as const;
type Lack = keyof typeof WARNINGS;

const answered = (
  studies: readonly ImagingStudy[],
  lacks: ReadonlySet<Lack>,
  stamp: SourceStamp,
): Answer<readonly ImagingStudy[]> => {
  const warnings = [...lacks].map((code): Warning => ({ code, text: WARNINGS[code] }));
  return found(studies, stamp, { complete: warnings.length === 0, warnings });
};

/** Studies that are the person's and can be read; what is left out is told in `lacks`. */
const readAll = (
  studies: readonly DataSet[],
  person: PersonIdentity,
  archive: Archive,
  stamp: SourceStamp,
  lacks: Set<Lack>,
): readonly ImagingStudy[] => {
  const read: Omit<ImagingStudy, 'key'>[] = [];
  let unreadable = 0;
  for (const study of studies) {
    try {
      if (isOfPerson(study, person, archive)) read.push(readStudy(study, stamp.instance, stamp));
      else lacks.add('MISMATCHED_PATIENT');
    } catch (error) {
      if (!(error instanceof NotDicom)) throw error;
      unreadable += 1;
    }
  }
  if (unreadable > 0) lacks.add('RECORD_UNREADABLE');
  if (unreadable > 0 && unreadable === studies.length)
    throw new SourceFault('SOURCE_INVALID', 'None of the studies in the answer can be read');
  return withKeys(read, archive.organisation);
};

const studiesOf = async (
  person: PersonIdentity,
  { window }: Selection,
  { signal }: Ask,
  { config, http, means: { instance, clock } }: Asked,
): Promise<Answer<readonly ImagingStudy[]>> => {
  const at = now(clock);
  const stamp: SourceStamp = { instance, asOf: at, retrievedAt: at, freshness: 'LIVE' };
  const archive = archiveOf(config, instance);
  const asked = identifiersAsked(person, archive, config);
  if (asked.length === 0) return answered([], new Set<Lack>(['NOT_ASKABLE']), stamp);
  // Days as the archive keeps them: London's. The window's last day is asked whole; the asker cuts it.
  const StudyDate = window && dateRange(londonDate(window.from), londonDate(window.to));
  const searches = await Promise.all(
    asked.map((identifiers) =>
      searchStudies(http, { matching: { ...identifiers, StudyDate }, include: INCLUDED }, { config, clock, signal }),
    ),
  );
  const lacks = new Set<Lack>();
  if (searches.some(({ limited }) => limited)) lacks.add('RESULTS_LIMITED');
  if (searches.some(({ unreadable }) => unreadable > 0)) lacks.add('RECORD_UNREADABLE');
  // The same study under several of the numbers is one; the hospital number's answer comes first and stands.
  const byUid = new Map<string, DataSet>();
  for (const study of searches.flatMap(({ studies }) => studies)) {
    const uid = study.text('StudyInstanceUID') ?? '';
    if (!byUid.has(uid)) byUid.set(uid, study);
  }
  return answered(readAll([...byUid.values()], person, archive, stamp, lacks), lacks, stamp);
};

export interface Asked {
  readonly config: PacsConfig;
  readonly http: HttpClient;
  readonly means: Means;
}

/** A person's studies, of every number the archive may know them by. QIDO-RS takes one person a search. */
export const studiesOfPeople =
  (asked: Asked): PersonSource<'imaging-studies'> =>
  (people, selection, ask) =>
    Promise.all(people.map((person) => studiesOf(person, selection, ask, asked)));
