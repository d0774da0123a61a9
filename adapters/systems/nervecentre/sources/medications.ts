import { prescriptions } from '../../../uk-core/sources/prescribed';
import type { PersonSource } from '../../../contract';
import type { UkCoreServer } from '../../../uk-core/server';

/** The in-patient chart (ePMA), lines that ended included. */
export const medicationsOfPeople =
  (nervecentre: UkCoreServer): PersonSource<'medications'> =>
  (people, _selection, ask) =>
    nervecentre.dialect.people.ask(
      nervecentre,
      people,
      prescriptions(nervecentre, () => 'inpatient'),
      ask,
    );
