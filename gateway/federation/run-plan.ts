import { isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';
import { givingUpAt } from '../../schema/capabilities';
import { askSubgraph, type Reachable } from './ask-subgraph';
import type { RequestContext } from './data-source';
import type { JsonObject } from './engine';
import type { FetchedEntity } from './fetch-errors';
import { fetchShape, isAsked, type FieldTree } from './operation-shape';
import { foundAt, isObject, type Path } from './places';
import type { FetchStep, Required, Step } from './plan';

export interface Run {
  readonly context: RequestContext;
  readonly schema: GraphQLSchema;
  readonly subgraphs: ReadonlyMap<string, Reachable>;
  readonly tree: FieldTree;
  /** As the client sent them. */
  readonly variables: JsonObject;
  /** With defaults; what conditions are decided by. */
  readonly coerced: JsonObject;
  /** Everything fetched so far, keys that nobody asked for included. */
  readonly data: JsonObject;
}

const isOfType = (schema: GraphQLSchema, entity: JsonObject, condition: string | undefined): boolean => {
  const name = entity['__typename'];
  if (condition === undefined || name === condition) return true;
  const type = typeof name === 'string' ? schema.getType(name) : undefined;
  const wanted = schema.getType(condition);
  return isObjectType(type) && isAbstractType(wanted) && schema.isSubType(wanted, type);
};

/** What a subgraph needs to know an entity by; null when something of it was not fetched. */
const represent = (schema: GraphQLSchema, source: JsonObject, requires: readonly Required[]): JsonObject | null => {
  const made: JsonObject = {};
  for (const selection of requires) {
    if (selection.kind === 'InlineFragment') {
      if (!isOfType(schema, source, selection.typeCondition)) continue;
      const part = represent(schema, source, selection.selections);
      if (part) merge(made, part);
      continue;
    }
    const key = selection.alias ?? selection.name;
    const value = source[key];
    if (value === undefined) return null;
    const { selections } = selection;
    made[key] = selections && isObject(value) ? representBelow(schema, value, selections) : value;
  }
  return made;
};

const representBelow = (schema: GraphQLSchema, value: unknown, selections: readonly Required[]): unknown => {
  if (Array.isArray(value)) return value.map((item) => representBelow(schema, item, selections));
  return isObject(value) ? represent(schema, value, selections) : value;
};

/** Tells entities apart: nearly all are known by their type and one id, which spares writing them out as JSON. */
const identityOf = (representation: JsonObject): string => {
  const { __typename: type, id } = representation;
  return typeof id === 'string' && typeof type === 'string' && Object.keys(representation).length === 2
    ? `${type} ${id}`
    : JSON.stringify(representation);
};

/** Puts what a subgraph said of an entity beside what is known of it. */
const merge = (target: JsonObject, source: JsonObject): void => {
  for (const key of Object.keys(source)) {
    const known = target[key];
    const said = source[key];
    if (!isObject(known)) target[key] = said;
    else if (Array.isArray(known) && Array.isArray(said) && known.length === said.length)
      said.forEach((item: unknown, index) => {
        const there: unknown = known[index];
        if (isObject(there) && isObject(item)) merge(there, item);
        else known[index] = item;
      });
    else if (isObject(said) && !Array.isArray(known) && !Array.isArray(said)) merge(known, said);
    else target[key] = said;
  }
};

const gather = (value: unknown, path: Path, depth: number, into: JsonObject[]): void => {
  if (Array.isArray(value)) {
    const next = path[depth] === '@' ? depth + 1 : depth;
    for (const item of value) gather(item, path, next, into);
  } else if (isObject(value)) {
    const key = path[depth];
    if (key === undefined) into.push(value);
    else gather(value[key], path, depth + 1, into);
  }
};

/** Told to be nobody: what was asked of them is known to be nothing, where nobody else has told of it. */
const setNobody = (
  { schema }: Run,
  { query }: FetchStep,
  variables: JsonObject,
  entity: JsonObject,
  representation: JsonObject | undefined,
): void => {
  const shape = fetchShape(query);
  for (const field of shape.fields)
    if (isAsked(shape, field, variables) && isOfType(schema, representation ?? entity, field.on ?? undefined))
      entity[field.key] ??= null;
};

const variablesFor = ({ variables }: Run, step: FetchStep): JsonObject => {
  const used: JsonObject = {};
  for (const name of step.variables) if (Object.hasOwn(variables, name)) used[name] = variables[name];
  return used;
};

const ask = (
  run: Run,
  step: FetchStep,
  until: number,
  variables: JsonObject,
  entities: () => readonly FetchedEntity[],
) => {
  const subgraph = run.subgraphs.get(step.subgraph);
  if (!subgraph) throw new Error(`The plan asks a subgraph ${step.subgraph} that does not exist`);
  const { collector, request } = run.context;
  const call = {
    query: step.query,
    variables,
    ...(step.operationName === undefined ? {} : { operationName: step.operationName }),
    // Whoever does something has all the time that is left: given up early, it may be done, and nobody be told.
    ask:
      until < request.ask.deadline && !fetchShape(step.query).mutation
        ? { ...request.ask, giveUpAt: until }
        : request.ask,
    forwarded: request.forwarded,
  };
  const fetch = { query: step.query, variables, planPath: step.path, tree: run.tree, entities };
  return askSubgraph(subgraph, call, fetch, collector);
};

/** The same entity under many rows is asked for once, and its answer put under each. */
const fetchEntities = async (
  run: Run,
  step: FetchStep,
  until: number,
  requires: readonly Required[],
): Promise<void> => {
  const entities: JsonObject[] = [];
  gather(run.data, step.path, 0, entities);
  const representations: JsonObject[] = [];
  const sharing: JsonObject[][] = [];
  const known = new Map<string, JsonObject[]>();
  for (const entity of entities) {
    const representation = represent(run.schema, entity, requires);
    if (!representation?.['__typename']) continue;
    const key = identityOf(representation);
    const same = known.get(key);
    if (same) same.push(entity);
    else {
      const first = [entity];
      known.set(key, first);
      sharing.push(first);
      representations.push(representation);
    }
  }
  if (representations.length === 0) return;
  const placesNow = (): readonly FetchedEntity[] => {
    const found = foundAt(run.data, step.path);
    return sharing.map((group, index) => ({
      places: found.filter(({ entity }) => group.includes(entity)).map(({ path }) => path),
      type: representations[index]?.['__typename'],
    }));
  };
  const variables = { ...variablesFor(run, step), representations };
  const data = await ask(run, step, until, variables, placesNow);
  const answers = data?.['_entities'];
  if (!Array.isArray(answers)) return;
  sharing.forEach((group, index) => {
    const answer: unknown = answers[index];
    for (const entity of group.length === 1 ? group : new Set(group))
      if (isObject(answer)) merge(entity, answer);
      else setNobody(run, step, variables, entity, representations[index]);
  });
};

/** How many fetches wait for each other in a step, at most. */
const stagesOf = (step: Step): number => {
  switch (step.kind) {
    case 'fetch':
      return 1;
    case 'sequence':
      return step.steps.reduce((sum, each) => sum + stagesOf(each), 0);
    case 'parallel':
      return Math.max(0, ...step.steps.map(stagesOf));
    case 'condition':
      return Math.max(stagesOf(step.yes), stagesOf(step.no));
  }
};

/**
 * What waits for each other shares the time that is left, so that a slow system at the start of a plan costs its own
 * fields and not everybody's behind it. Time that an early stage does not use is the later ones'.
 */
const runSequence = async (run: Run, steps: readonly Step[], until: number): Promise<void> => {
  const { clock } = run.context.request.ask;
  let stages = steps.reduce((sum, each) => sum + stagesOf(each), 0);
  for (const each of steps) {
    const own = stagesOf(each);
    const now = clock.millis();
    await runStep(run, each, stages > own ? now + Math.floor(((until - now) * own) / stages) : until);
    stages -= own;
  }
};

/** Runs a plan. Never rejects for a subgraph's sake: what went wrong is in the collector, what came is in `run.data`. */
export const runStep = async (
  run: Run,
  step: Step,
  until: number = givingUpAt(run.context.request.ask),
): Promise<void> => {
  switch (step.kind) {
    case 'sequence':
      return runSequence(run, step.steps, until);
    case 'parallel':
      await Promise.all(step.steps.map((each) => runStep(run, each, until)));
      return;
    case 'condition':
      return runStep(run, run.coerced[step.variable] === true ? step.yes : step.no, until);
    case 'fetch': {
      if (step.requires) return fetchEntities(run, step, until, step.requires);
      const data = await ask(run, step, until, variablesFor(run, step), () => []);
      if (data) merge(run.data, data);
    }
  }
};
