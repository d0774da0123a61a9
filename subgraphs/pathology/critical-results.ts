import type { GraphQLResolveInfo } from 'graphql';
import type { RoutedAnswer } from '../../schema/capabilities';
import type { Encounter } from '../../schema/clinical/encounter';
import type { ResultAcknowledgement } from '../../schema/clinical/pathology';
import type { PersonIdentity } from '../../schema/clinical/person';
import { GraphRefusal } from '../../schema/errors';
import { HOUR, instantOf, plus } from '../../schema/time';
import { askPerson, askPlaces, leavingTime } from '../asking';
import { completenessOf, sourceOf, systemNames } from '../completeness';
import { connection, type PageArgs } from '../connection';
import { isCurrent } from '../current-stays';
import { unknownWards } from '../known-wards';
import { oncePerPerson, withPeople } from '../people-of-stays';
import { placesOf, placesOfViewer } from '../places';
import { recordsOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { windowOf, within, type WindowArgs } from '../windows';
import { linesOf, resultNode, type ResultLine } from './result';

type State = 'UNOPENED' | 'OPENED' | 'UNKNOWN';

interface Filter {
  readonly wards?: readonly string[] | null;
  readonly window?: WindowArgs | null;
  readonly acknowledgement?: readonly State[] | null;
}

/** HL7 table 0078: panic limits, and very abnormal. The laboratory's word, never ours. */
const CRITICAL = new Set(['LL', 'HH', 'AA']);

const isCritical = ({ line }: ResultLine): boolean =>
  line.interpretation?.codings.some(({ code }) => CRITICAL.has(code)) ?? false;

interface Row extends ResultLine {
  readonly person: PersonIdentity;
  readonly encounter: Encounter;
  readonly state: State;
  readonly acknowledgedAt: string | null;
}

/**
 * Nobody opened it only when the system that would know says so of this result; its silence is not a "no". Whoever opened
 * the report before it said what it says now has not seen that; of whoever opened it at a time that is not said, nobody
 * knows.
 */
const opened = (
  line: ResultLine,
  answers: readonly RoutedAnswer<readonly ResultAcknowledgement[]>[],
): { state: State; acknowledgedAt: string | null } => {
  const tasks = recordsOf(answers).filter(({ resultKey }) => resultKey === line.report.fillerNumber);
  const [done] = tasks.flatMap(({ acknowledgedAt: at }) => (at !== undefined && at >= line.report.issued ? [at] : []));
  if (done !== undefined) return { state: 'OPENED', acknowledgedAt: done };
  const told = tasks.length > 0 && !tasks.some(({ undated }) => undated);
  return { state: told ? 'UNOPENED' : 'UNKNOWN', acknowledgedAt: null };
};

/** One person who may not be read of leaves the list partial, and costs the others nothing. Throws everything else. */
const unlessStranger = (error: unknown): null => {
  if (error instanceof GraphRefusal && error.details) return null;
  throw error;
};

/** Critical results of the people who are now on the wards. A partial census makes a partial list. */
export const criticalResults = async (
  _: unknown,
  { filter, ...page }: PageArgs & { filter: Filter },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  const places = filter.wards ? placesOf(context, 'encounters', { wards: filter.wards }) : placesOfViewer(context);
  if (places.length === 0)
    throw new GraphRefusal('BAD_USER_INPUT', 'Name some wards: the viewer has none of their own');
  const now = instantOf(context.ask.clock.millis());
  const window = windowOf(filter.window, { from: plus(now, -HOUR), to: plus(now, 60_000) });
  const census = await askPlaces(leavingTime(context), 'encounters', places);
  const unknown = await unknownWards(context, 'encounters', places);
  const stays = oncePerPerson(await withPeople(context, recordsOf(census).filter(isCurrent)));
  const asked = await Promise.all(
    stays.map(async ({ encounter, person }) => {
      if (!person) return { rows: [], answers: [], inDoubt: true };
      const told = await Promise.all([
        askPerson(context, 'lab-reports', person, { window }),
        askPerson(context, 'result-acknowledgements', person, { window }),
      ]).catch(unlessStranger);
      if (told === null) return { rows: [], answers: [], inDoubt: true };
      const [reports, tasks] = told;
      const lines = linesOf(recordsOf(reports)).filter(
        (line) => isCritical(line) && within(window, line.report.issued),
      );
      const rows: Row[] = lines.map((line) => ({ ...line, person, encounter, ...opened(line, tasks) }));
      return { rows, answers: [...reports, ...tasks], inDoubt: false };
    }),
  );
  const answers = [...unknown, ...census, ...asked.flatMap((one) => one.answers)];
  const names = systemNames(answers);
  const wanted = asked
    .flatMap(({ rows }) => rows)
    .filter(({ state }) => !filter.acknowledgement || filter.acknowledgement.includes(state));
  const completeness = completenessOf(context, info.path, answers, window);
  const inDoubt = asked.some((one) => one.inDoubt);
  return connection(
    wanted,
    page,
    { key: ({ report }) => report.issued, direction: 'descending' },
    ({ key }) => key,
    (row) => ({
      id: context.door.ids.seal('critical-result', row.key),
      result: resultNode(row, context, sourceOf(row.source, names)),
      patient: { id: row.person.id },
      encounter: { id: context.door.ids.seal('encounter', row.encounter.key) },
      acknowledgement: row.state,
      acknowledgedAt: row.acknowledgedAt,
    }),
    inDoubt && completeness.status === 'COMPLETE' ? { ...completeness, status: 'PARTIAL' } : completeness,
  );
};
