import type { JsonObject } from './engine';
import { isObject, type Path } from './places';
import type { ObjectShape, ValueShape } from './response-shape';

/** A null where the schema promises none: the nearest place that may be null takes it. */
const BROKEN = Symbol('broken');

interface Shaping {
  readonly path: (string | number)[];
  readonly broken: Path[];
}

const nullFor = (shape: ValueShape, shaping: Shaping): null | typeof BROKEN => {
  if (!shape.nonNull) return null;
  shaping.broken.push([...shaping.path]);
  return BROKEN;
};

/** Something else is there than the schema says, or nothing at all: not known, whether or not null may stand here. */
const wrong = (shape: ValueShape, shaping: Shaping): null | typeof BROKEN => {
  shaping.broken.push([...shaping.path]);
  return shape.nonNull ? BROKEN : null;
};

const isLeaf = ({ items, object }: ValueShape): boolean => items === undefined && object === undefined;

const shapeList = (items: readonly unknown[], shape: ValueShape, each: ValueShape, shaping: Shaping): unknown => {
  const list = new Array<unknown>(items.length);
  let broken = false;
  for (let index = 0; index < items.length; index += 1) {
    shaping.path.push(index);
    const item = shapeValue(items[index], each, shaping);
    shaping.path.pop();
    if (item === BROKEN) broken = true;
    list[index] = item;
  }
  if (!broken) return list;
  return shape.nonNull ? BROKEN : null;
};

const shapeValue = (value: unknown, shape: ValueShape, shaping: Shaping): unknown => {
  if (value === null) return nullFor(shape, shaping);
  if (value === undefined) return wrong(shape, shaping);
  if (shape.items) return Array.isArray(value) ? shapeList(value, shape, shape.items, shaping) : wrong(shape, shaping);
  if (!shape.object) return value;
  if (!isObject(value) || Array.isArray(value)) return wrong(shape, shaping);
  const object = shapeObject(value, shape.object, shaping);
  if (object === undefined) return wrong(shape, shaping);
  return object === BROKEN && !shape.nonNull ? null : object;
};

/** Undefined when the object's type cannot stand here. */
const shapeObject = (
  data: JsonObject,
  shape: ObjectShape,
  shaping: Shaping,
): JsonObject | typeof BROKEN | undefined => {
  const type = shape.only ?? data['__typename'];
  const fields = typeof type === 'string' ? shape.fields(type) : undefined;
  if (!fields) return undefined;
  const shaped: JsonObject = {};
  let broken = false;
  for (const field of fields) {
    if (field.typename) {
      shaped[field.key] = type;
      continue;
    }
    const given = data[field.key];
    // Most fields are leaves that are there: no place has to be known for them.
    if (given !== null && given !== undefined && isLeaf(field.value)) {
      shaped[field.key] = given;
      continue;
    }
    shaping.path.push(field.key);
    const value = shapeValue(given, field.value, shaping);
    shaping.path.pop();
    if (value === BROKEN) broken = true;
    else shaped[field.key] = value;
  }
  return broken ? BROKEN : shaped;
};

export interface Shaped {
  readonly data: JsonObject | null;
  /** Where the data broke the schema's promises. */
  readonly broken: readonly Path[];
}

/** The client's response out of everything fetched: its fields, in its order, and nulls as the schema lets them stand. */
export const shapeResponse = (data: JsonObject, shape: ObjectShape): Shaped => {
  const shaping: Shaping = { path: [], broken: [] };
  const shaped = shapeObject(data, shape, shaping);
  return { data: shaped === BROKEN || shaped === undefined ? null : shaped, broken: shaping.broken };
};
