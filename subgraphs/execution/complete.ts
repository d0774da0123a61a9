import {
  defaultTypeResolver,
  getArgumentValues,
  GraphQLError,
  isObjectType,
  locatedError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import { pathOf, type ResponsePath } from '../subgraph';
import { isPromise } from './is-promise';
import type { FieldPlan, ValuePlan } from './operation-plan';
import { collectError, type Run } from './run';

/**
 * Most of an answer is plain data under fields without a resolver. Those are read, completed and put in place without
 * a promise, a path or an `info`, which are made only where a resolver, an object or an error needs them.
 */
type Path = ResponsePath | undefined;
type Fields = Record<string, unknown>;

const NO_ARGUMENTS: Fields = Object.freeze({});

const argumentsOf = (run: Run, field: FieldPlan): Fields => {
  const definition = field.asked?.definition;
  const [node] = field.nodes;
  if (!definition || !node || definition.args.length === 0) return NO_ARGUMENTS;
  const known = run.args.get(field);
  if (known) return known;
  const args = getArgumentValues(definition, node, run.variables);
  run.args.set(field, args);
  return args;
};

const infoOf = (run: Run, field: FieldPlan, asked: NonNullable<FieldPlan['asked']>, path: ResponsePath) =>
  ({
    fieldName: field.name,
    fieldNodes: field.nodes,
    returnType: asked.definition.type,
    parentType: field.on,
    path,
    schema: run.schema,
    fragments: run.fragments,
    rootValue: undefined,
    operation: run.operation,
    variableValues: run.variables,
  }) satisfies GraphQLResolveInfo;

const fieldPath = (field: FieldPlan, parent: Path): ResponsePath => ({
  prev: parent,
  key: field.key,
  typename: field.on.name,
});

const itemPath = (index: number, list: Path): ResponsePath => ({ prev: list, key: index, typename: undefined });

/** An error costs the nearest place that may be null. */
const failed = (run: Run, field: FieldPlan, value: ValuePlan, path: ResponsePath, cause: unknown): null => {
  const error = locatedError(cause, field.nodes, pathOf(path));
  if (value.nonNull) throw error;
  collectError(run, error, path);
  return null;
};

/** Calls the resolver, or reads the property of the field's name. */
const resolve = (
  run: Run,
  field: FieldPlan,
  asked: NonNullable<FieldPlan['asked']>,
  source: unknown,
  path: ResponsePath,
): unknown => {
  const resolver = asked.definition.resolve;
  if (resolver) return resolver(source, argumentsOf(run, field), run.context, infoOf(run, field, asked, path));
  const property = (source as Record<string, unknown>)[field.name];
  return typeof property === 'function'
    ? (property as (...args: unknown[]) => unknown).call(
        source,
        argumentsOf(run, field),
        run.context,
        infoOf(run, field, asked, path),
      )
    : property;
};

const runField = (run: Run, field: FieldPlan, source: unknown, parent: Path): unknown => {
  const { asked } = field;
  if (!asked) return field.on.name;
  const { definition, value } = asked;
  if (value.kind === 'leaf' && !definition.resolve) {
    const read = typeof source === 'object' && source !== null ? (source as Fields)[field.name] : undefined;
    if (typeof read === 'string' || typeof read === 'number' || typeof read === 'boolean')
      try {
        return complete(run, field, value, read, parent);
      } catch (cause) {
        return failed(run, field, value, fieldPath(field, parent), cause);
      }
  }
  const path = fieldPath(field, parent);
  try {
    const result =
      definition.resolve || (source !== null && (typeof source === 'object' || typeof source === 'function'))
        ? resolve(run, field, asked, source, path)
        : undefined;
    const completed = isPromise(result)
      ? result.then((settled) => complete(run, field, value, settled, path))
      : complete(run, field, value, result, path);
    return isPromise(completed)
      ? completed.then(undefined, (cause: unknown) => failed(run, field, value, path, cause))
      : completed;
  } catch (cause) {
    return failed(run, field, value, path, cause);
  }
};

/** The others are under way: they end before the error goes on, and theirs are not lost unheard, which ends a process. */
const onceEnded = async (others: readonly unknown[], error: unknown): Promise<never> => {
  await Promise.allSettled(others);
  throw error;
};

/** The fields of one object, in their order; a promise only when one of them is. */
export const runFields = (
  run: Run,
  fields: readonly FieldPlan[],
  source: unknown,
  path: Path,
): Fields | Promise<Fields> => {
  const object: Fields = {};
  let waiting: { readonly key: string; readonly value: Promise<unknown> }[] | undefined;
  try {
    for (const field of fields) {
      const value = runField(run, field, source, path);
      object[field.key] = value;
      if (isPromise(value)) (waiting ??= []).push({ key: field.key, value });
    }
  } catch (error) {
    if (!waiting) throw error;
    return onceEnded(
      waiting.map(({ value }) => value),
      error,
    );
  }
  if (!waiting) return object;
  const late = waiting;
  return Promise.all(late.map(({ value }) => value)).then((values) => {
    late.forEach(({ key }, index) => {
      object[key] = values[index];
    });
    return object;
  });
};

/** One after another, as mutations are (GraphQL specification, section 6.2.2); what follows one that breaks all is not begun. */
export const runInTurn = async (run: Run, fields: readonly FieldPlan[]): Promise<Fields> => {
  const object: Fields = {};
  for (const field of fields) object[field.key] = await runField(run, field, undefined, undefined);
  return object;
};

const completeItem = (run: Run, field: FieldPlan, items: ValuePlan, item: unknown, path: ResponsePath): unknown => {
  try {
    const completed = isPromise(item)
      ? item.then((settled) => complete(run, field, items, settled, path))
      : complete(run, field, items, item, path);
    return isPromise(completed)
      ? completed.then(undefined, (cause: unknown) => failed(run, field, items, path, cause))
      : completed;
  } catch (cause) {
    return failed(run, field, items, path, cause);
  }
};

const completeList = (run: Run, field: FieldPlan, items: ValuePlan, value: unknown, path: Path): unknown => {
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value))
    throw new GraphQLError(`Expected Iterable, but did not find one for field "${field.on.name}.${field.name}".`);
  const given: readonly unknown[] = Array.isArray(value) ? value : Array.from(value as Iterable<unknown>);
  const list = new Array<unknown>(given.length);
  let promised = false;
  try {
    for (let index = 0; index < given.length; index += 1) {
      const item = completeItem(run, field, items, given[index], itemPath(index, path));
      promised ||= isPromise(item);
      list[index] = item;
    }
  } catch (error) {
    if (!promised) throw error;
    return onceEnded(list, error);
  }
  return promised ? Promise.all(list) : list;
};

type Abstract = Extract<ValuePlan, { kind: 'abstract' }>;

/** The object's type where several are possible (GraphQL specification, section 6.4.3, ResolveAbstractType). */
const typeNamed = (run: Run, field: FieldPlan, { type }: Abstract, name: unknown): GraphQLObjectType => {
  const named = typeof name === 'string' ? run.schema.getType(name) : undefined;
  if (isObjectType(named) && run.schema.isSubType(type, named)) return named;
  throw new GraphQLError(
    `Abstract type "${type.name}" did not resolve to one of its types for field "${field.on.name}.${field.name}".`,
    { nodes: field.nodes },
  );
};

const completeAbstract = (run: Run, field: FieldPlan, plan: Abstract, value: unknown, path: Path): unknown => {
  const { type, fields } = plan;
  const said = type.resolveType ? undefined : (value as Fields)['__typename'];
  if (typeof said === 'string') return runFields(run, fields(typeNamed(run, field, plan, said)), value, path);
  let own = path ?? fieldPath(field, undefined);
  while (typeof own.key === 'number' && own.prev) own = own.prev;
  const resolver = type.resolveType ?? defaultTypeResolver;
  const name = field.asked && resolver(value, run.context, infoOf(run, field, field.asked, own), type);
  return isPromise(name)
    ? name.then((settled) => runFields(run, fields(typeNamed(run, field, plan, settled)), value, path))
    : runFields(run, fields(typeNamed(run, field, plan, name)), value, path);
};

/** GraphQL specification, section 6.4.3, CompleteValue. Throws where null may not stand. */
const complete = (run: Run, field: FieldPlan, plan: ValuePlan, value: unknown, path: Path): unknown => {
  if (value === null || value === undefined) {
    if (!plan.nonNull) return null;
    throw new Error(`Cannot return null for non-nullable field ${field.on.name}.${field.name}.`);
  }
  if (value instanceof Error) throw value;
  switch (plan.kind) {
    case 'leaf': {
      const serialized: unknown = plan.type.serialize(value);
      if (serialized === null || serialized === undefined)
        throw new Error(`${plan.type.name} made nothing of the value of ${field.on.name}.${field.name}.`);
      return serialized;
    }
    case 'list':
      return completeList(run, field, plan.items, value, path);
    case 'object':
      return runFields(run, plan.fields(plan.type), value, path);
    case 'abstract':
      return completeAbstract(run, field, plan, value, path);
  }
};
