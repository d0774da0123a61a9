import { Kind, parse } from 'graphql';
import { supergraphSdl } from './sdl';

const readFields = (): ReadonlySet<string> =>
  new Set(
    parse(supergraphSdl(), { noLocation: true }).definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
        ? (definition.fields ?? []).map(({ name }) => `${definition.name.value}.${name.value}`)
        : [],
    ),
  );

let known: ReadonlySet<string> | undefined;

/** Whether the graph has a field, as `Type.field`: any of the committed supergraph. */
export const isGraphField = (field: string): boolean => (known ??= readFields()).has(field);
