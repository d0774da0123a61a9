import { statusOfAll } from '../../../schema/clinical/report-status';
import { present } from './patch';
import type { EventOf } from './told';

type LabReported = EventOf<'lab-reported'>;

/**
 * The sets of one specimen as one report. One that was withdrawn names its lines, and has no other part in it. `told` is
 * of the message that was told last.
 */
export const joinSets = (told: LabReported, all: readonly LabReported[]): LabReported => {
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0) return only;
  const remaining = all.filter(({ retracted }) => !retracted);
  const standing = remaining.length === 0 ? all : remaining;
  const newestFirst = [...standing].sort((one, other) =>
    one.issued < other.issued ? 1 : one.issued > other.issued ? -1 : 0,
  );
  /** What is said of the specimen by whichever set says it. */
  const said = <T>(of: (one: LabReported) => T | undefined): T | undefined =>
    newestFirst.map(of).find((value) => value !== undefined);
  // A moment of one set beside a date of another would be two times of one specimen.
  const taken = newestFirst.find(({ collected, collectedDate }) => (collected ?? collectedDate) !== undefined);
  const { kind, occurredAt, recordId, fillerNumber, laboratory } = told;
  return {
    ...{ kind, occurredAt, recordId, fillerNumber, laboratory },
    status: statusOfAll(standing.map(({ status }) => status)),
    code: {
      text: [...new Set(standing.map(({ code }) => code.text))].join('; '),
      codings: standing.flatMap(({ code }) => code.codings),
    },
    issued: newestFirst[0]?.issued ?? told.issued,
    results: all.flatMap(({ results }) => results),
    organisms: standing.flatMap(({ organisms }) => organisms),
    retracted: remaining.length === 0,
    ...present({
      placerNumber: said(({ placerNumber }) => placerNumber),
      collected: taken?.collected,
      collectedDate: taken?.collectedDate,
      requester: said(({ requester }) => requester),
      specimen: said(({ specimen }) => specimen),
      ward: said(({ ward }) => ward),
      document: said(({ document }) => document),
    }),
  };
};
