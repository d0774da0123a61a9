import { answering, groupOf, routeId, type Route, type RouteSetting } from './routes';

/** At `off` a group that was never moved is as the settings say; once a migration is behind it, its owner is another. */
const agrees = (joining: RouteSetting, moved: Route): boolean =>
  (moved.stage === 'off' && moved.predecessors === undefined) ||
  ((moved.stage === 'off' || moved.stage === 'live' || moved.stage === 'retired') &&
    answering(moved) === joining.control);

/**
 * Why a route of the settings cannot join a group that has moved. At `off` it would be answered by another system than
 * its group, a bed by one and its occupant by the other; at the group's stage a candidate would answer that nobody ever
 * compared. Neither is decided by a settings file.
 */
export const joinProblems = (present: readonly Route[], joining: readonly RouteSetting[]): readonly string[] =>
  joining.flatMap((route) => {
    const moved = groupOf<RouteSetting | Route>([...present, route], route)
      .flatMap((one) => ('stage' in one ? [one] : []))
      .find((one) => !agrees(route, one));
    if (moved === undefined) return [];
    const said = `route ${routeId(route)} cannot be added: ${routeId(moved)}, with which it must agree, stands at ${moved.stage}`;
    return moved.stage === 'retired' || moved.stage === 'off'
      ? [`${said}; ${answering(moved)} answers there, and must be its control`]
      : [
          `${said}; bring that group back to off, or add the route once ${moved.candidate ?? 'its candidate'} is live and its control`,
        ];
  });
