import type { AccessEvent, SeenPart } from '../../schema/access';
import type { PageArgs } from '../connection';
import { enumValue } from '../scalars';
import type { Resolver } from '../subgraph';
import { filterOf, type FilterArgs } from './filter';

interface LogArgs extends PageArgs {
  readonly filter: FilterArgs;
}

const eventNode = ({ requestId, instances, outcome, ...event }: AccessEvent) => ({
  ...event,
  request: requestId,
  systems: instances,
  outcome: enumValue(outcome),
});

const partNode = ({ person, instance, ...part }: SeenPart) => ({
  ...part,
  patient: person === null ? null : { id: person },
  system: instance,
});

export const accessLog: Resolver<unknown, LogArgs> = async (_, { filter, first, after }, context) => {
  const { door, ask } = context;
  const page = await door.access.log(filterOf(filter, context), { first: first ?? 20, after: after ?? null }, ask);
  return {
    nodes: page.events.map(eventNode),
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.endCursor },
  };
};

export const asSeen: Resolver<unknown, { request: string }> = async (_, { request }, { door, ask }) => {
  const parts = await door.access.asSeen(request, ask);
  return parts && { request, parts: parts.map(partNode) };
};

export const auditState: Resolver = (_, _args, { door, ask }) => door.access.state(ask);
