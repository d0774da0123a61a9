import type { Ask } from '../../schema/capabilities';
import type {
  Freeze,
  MigrationRoute,
  RouteMoves,
  RoutesChanged,
  WaitingLoosening,
  WaitingMove,
} from '../../schema/migration/route-moves';
import { budgetWords } from '../ledger';
import type { RouteCommand } from './route-arguments';

/** What a command came to. */
export interface Outcome {
  readonly lines: readonly string[];
  /** The same, for other programs. */
  readonly json: unknown;
  readonly exitCode: 0 | 1;
}

const stageWords = ({ stage, percent, sites }: Pick<MigrationRoute, 'stage' | 'percent' | 'sites'>): string =>
  [stage, ...(percent === null ? [] : [`${percent} %`]), ...sites].join(' ');

const lineOf = (route: MigrationRoute): string =>
  `${route.id}  ${route.control} -> ${route.candidate ?? 'nobody'}  ${stageWords(route)}  (${route.movedBy}: ${route.why})`;

const waitingLine = (waiting: WaitingMove): string =>
  `${waiting.id} waits for a second person: ${stageWords(waiting)}, asked for by ${waiting.by}: ${waiting.reason}`;

const looseningLine = ({ id, words, by, reason }: WaitingLoosening): string =>
  `${id} waits for a second person: ${words}, asked for by ${by}: ${reason}`;

const freezeLine = ({ id, route, from, to, by, reason }: Freeze): string =>
  `${id}  ${route ?? 'every route'}  frozen from ${from} to ${to} by ${by}: ${reason}`;

const detailsOf = (route: MigrationRoute): readonly string[] => [
  lineOf(route),
  `moves with: ${route.group.join(', ')}`,
  `a second person must agree: ${route.secondApprover ? 'yes' : 'no'}`,
  ...(route.waiting ? [waitingLine(route.waiting)] : []),
  ...(route.loosening ? [looseningLine(route.loosening)] : []),
  `a ramp may cost: ${budgetWords(route.budget)}`,
  ...route.freezes.map(freezeLine),
  ...route.notes.map(({ at, by, words }) => `${at} ${by}: ${words}`),
];

const changed = ({ routes, waiting, loosening }: RoutesChanged): Outcome => ({
  lines: [
    ...routes.map(lineOf),
    ...(waiting ? [waitingLine(waiting)] : []),
    ...(loosening ? [looseningLine(loosening)] : []),
  ],
  json: { routes, waiting, loosening },
  exitCode: 0,
});

const NOT_THERE: Outcome = { lines: ['There is no such route.'], json: null, exitCode: 1 };

/** Does what the command line asks, through the same port as the graph: the same policy, the same audit, the same rules. */
export const runRouteCommand = async (routes: RouteMoves, command: RouteCommand, ask: Ask): Promise<Outcome> => {
  switch (command.what) {
    case 'list': {
      const all = await routes.routes({ planned: command.planned }, ask);
      return { lines: all.map(lineOf), json: all, exitCode: 0 };
    }
    case 'show': {
      const [route] = await routes.byIds([command.route], ask);
      return route ? { lines: detailsOf(route), json: route, exitCode: 0 } : NOT_THERE;
    }
    case 'preview': {
      const preview = await routes.preview(command.move, ask);
      if (!preview) return NOT_THERE;
      const { refusals, people, sites, readsPerDay, clients, lostFields, warnings } = preview;
      const lines = [
        ...refusals.map((words) => `refused: ${words}`),
        ...preview.routes.map(lineOf),
        people === null ? `sites: ${sites.join(', ') || 'none'}` : `people: ${people}`,
        `reads of the last day that would go elsewhere: ${readsPerDay}`,
        `clients that would miss fields: ${clients.join(', ') || 'none'}`,
        ...(lostFields.length > 0 ? [`fields lost: ${lostFields.join(', ')}`] : []),
        ...warnings,
      ];
      return { lines, json: preview, exitCode: refusals.length > 0 ? 1 : 0 };
    }
    case 'move':
      return changed(await routes.move({ ...command.move, reason: command.reason }, ask));
    case 'plan':
      return changed(await routes.planCandidate(command, ask));
    case 'decide':
      return changed(await routes.decide(command, ask));
    case 'second':
      return changed(await routes.requireSecondApprover(command, ask));
    case 'freeze': {
      const changed = await routes.freeze(command, ask);
      const { freeze, loosening } = changed;
      const lines = [`frozen from ${freeze.from} to ${freeze.to}`, ...(loosening ? [looseningLine(loosening)] : [])];
      return { lines, json: changed, exitCode: 0 };
    }
    case 'freezes': {
      const freezes = await routes.freezes(ask);
      const lines = freezes.flatMap((one) => [freezeLine(one), ...(one.ending ? [looseningLine(one.ending)] : [])]);
      return { lines: lines.length > 0 ? lines : ['No freeze stands or is to come.'], json: freezes, exitCode: 0 };
    }
    case 'thaw': {
      const changed = await routes.endFreeze(command, ask);
      const { freeze, loosening } = changed;
      return {
        lines: [freezeLine(freeze), ...(loosening ? [looseningLine(loosening)] : [])],
        json: changed,
        exitCode: 0,
      };
    }
    case 'note':
      return changed(await routes.addNote(command, ask));
    case 'history': {
      const changes = await routes.history({ about: command.about, first: command.limit, after: null }, ask);
      const lines = changes.map(
        ({ at, by, about, what, before, after, reason }) =>
          `${at}  ${about}  ${what}${after === null ? '' : ` ${before ?? ''} -> ${after}`}  ${by}: ${reason}`,
      );
      return { lines, json: changes, exitCode: 0 };
    }
  }
};
