import type { GraphQLResolveInfo } from 'graphql';
import type { Answer } from '../../schema/answer';
import type { RoutedAnswer } from '../../schema/capabilities';
import type { TheatreCase, TheatreListing, TheatreSession } from '../../schema/clinical/scheduling';
import { GraphRefusal } from '../../schema/errors';
import type { OdsCode } from '../../schema/identifiers';
import { londonDate, londonDay, type DateRange, type LocalDate } from '../../schema/time';
import { askPlaces, personOfRecord } from '../asking';
import type { PageArgs } from '../connection';
import { placesOf } from '../places';
import { listOf } from '../records';
import { enumValue } from '../scalars';
import type { SubgraphContext } from '../subgraph';
import { todayOf, within } from '../windows';

interface TheatreArgs extends PageArgs {
  readonly filter?: { readonly organisations?: readonly OdsCode[] | null } | null;
  readonly date?: LocalDate | null;
}

type Listed<R> = RoutedAnswer<readonly R[]>;

/** What an answer lists of one kind; a gap in it is a gap in either kind. */
const only = <R extends TheatreListing>(
  answer: Answer<readonly TheatreListing[]>,
  is: (listing: TheatreListing) => listing is R,
): Answer<readonly R[]> => {
  switch (answer.kind) {
    case 'absent':
      return answer;
    case 'found':
      return { ...answer, value: answer.value.filter(is) };
    case 'failed': {
      const { stale, ...failed } = answer;
      return stale ? { ...failed, stale: { ...stale, value: stale.value.filter(is) } } : failed;
    }
  }
};

const isSession = (listing: TheatreListing): listing is TheatreSession => listing.kind === 'session';
const isCase = (listing: TheatreListing): listing is TheatreCase => listing.kind === 'case';

/** The last day that has an end in the calendar's four digits. */
const LAST_DAY = '9999-12-30';

const tomorrow = (context: SubgraphContext): LocalDate => londonDate(londonDay(todayOf(context)).to);

const dayOf = (date: LocalDate | null | undefined, context: SubgraphContext): DateRange => {
  const day = date ?? tomorrow(context);
  if (day > LAST_DAY) throw new GraphRefusal('BAD_USER_INPUT', `date must not lie after ${LAST_DAY}`);
  return londonDay(day);
};

const caseNode = (
  { theatre, theatreName, status, start, end, procedure, subject }: TheatreCase,
  context: SubgraphContext,
) => ({
  organisation: theatre?.organisation ?? null,
  theatreCode: theatre?.code ?? null,
  theatre: theatreName ?? null,
  status: enumValue(status),
  start,
  end: end ?? null,
  procedure: procedure ?? null,
  patient: () => personOfRecord(context, subject).then((person) => person && { id: person.id }),
});

const sessionNode = (session: TheatreSession, cases: readonly Listed<TheatreCase>[], context: SubgraphContext) => ({
  organisation: session.theatre.organisation,
  theatreCode: session.theatre.code,
  theatre: session.theatreName,
  name: session.name ?? null,
  consultant: session.consultant ?? null,
  specialty: session.specialty ?? null,
  start: session.start,
  end: session.end,
  unavailableMinutes: session.unavailableMinutes ?? null,
  active: session.active,
  cases: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
    listOf(
      context,
      info,
      {
        answers: cases.filter(({ instance }) => instance === session.source.instance),
        kind: 'appointment',
        args,
        order: { key: ({ start }) => start, direction: 'ascending' },
        keep: (one) => one.session === session.key,
      },
      (one) => caseNode(one, context),
    ),
});

/** What is listed of one day; asked once, whatever is read of it. */
const listedOf = async ({ filter, date }: TheatreArgs, context: SubgraphContext) => {
  const window = dayOf(date, context);
  const places = placesOf(context, 'theatre-lists', filter && { organisations: filter.organisations ?? null });
  const answers = await askPlaces(context, 'theatre-lists', places, { window });
  const listed = <R extends TheatreListing>(is: (listing: TheatreListing) => listing is R): readonly Listed<R>[] =>
    answers.map((routed) => ({ ...routed, answer: only(routed.answer, is) }));
  return { window, sessions: listed(isSession), cases: listed(isCase) };
};

/** The theatre lists of one day, by session. */
export const theatreSessions = async (
  _: unknown,
  args: TheatreArgs,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  const { window, sessions, cases } = await listedOf(args, context);
  return listOf(
    context,
    info,
    {
      answers: sessions,
      kind: 'theatre-session',
      args,
      window,
      order: {
        key: ({ theatre, start }) => `${theatre.organisation}|${theatre.code}|${start}`,
        direction: 'ascending',
      },
      keep: ({ start }) => within(window, start),
    },
    (session) => sessionNode(session, cases, context),
  );
};

/** Cases of one day that stand in no session's list. */
export const theatreCasesWithoutSession = async (
  _: unknown,
  args: TheatreArgs,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  const { window, cases } = await listedOf(args, context);
  return listOf(
    context,
    info,
    {
      answers: cases,
      kind: 'appointment',
      args,
      window,
      order: { key: ({ start }) => start, direction: 'ascending' },
      keep: ({ session, start }) => session === undefined && within(window, start),
    },
    (one) => caseNode(one, context),
  );
};
