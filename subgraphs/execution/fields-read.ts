import { Kind, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { ALL_CAPABILITIES, type Capability } from '../../schema/capabilities';
import { capabilitiesOfField } from '../../schema/field-capabilities';
import type { FieldRead } from '../../schema/migration/use';
import type { SourceEntry } from '../sources';
import { selectedFields, type SelectedField } from './selected-fields';

type Asked = Pick<SourceEntry, 'path' | 'capability' | 'system' | 'organisation' | 'answer'>;

/** Documents are kept, and so is what was found of one. Endlessly many sources could come of practices: then anew. */
const MOST_SOURCES = 200;

interface OfOperation {
  readonly selected: readonly SelectedField[];
  readonly bySources: Map<string, readonly FieldRead[]>;
}

const kept = new WeakMap<DocumentNode, Map<string, OfOperation>>();
const reads = new Map<string, FieldRead>();

const readOf = (field: string, capability: Capability, system: FieldRead['system']): FieldRead => {
  const key = `${field} ${capability} ${system}`;
  const read = reads.get(key) ?? { field, capability, system };
  reads.set(key, read);
  return read;
};

const isConditional = (document: DocumentNode): boolean => {
  let conditional = false;
  visit(document, {
    [Kind.DIRECTIVE]: ({ name }: { name: { value: string } }) => {
      if (name.value === 'skip' || name.value === 'include') conditional = true;
    },
  });
  return conditional;
};

const capabilityOf = (name: string): Capability | undefined => ALL_CAPABILITIES.find((known) => known === name);

/**
 * A field at which systems were asked rests on all that was asked there, whatever it is said to belong to. Any other
 * belongs to whoever was asked at the nearest place above it; of several capabilities there, to those that are its own.
 */
const attribute = (selected: readonly SelectedField[], asked: readonly Asked[]): readonly FieldRead[] => {
  const byPath = new Map<string, Asked[]>();
  for (const one of asked) byPath.set(one.path, [...(byPath.get(one.path) ?? []), one]);
  const nearest = (path: string): readonly Asked[] => {
    for (let at = path; ; at = at.slice(0, at.lastIndexOf('.'))) {
      const here = byPath.get(at);
      if (here) return here;
      if (!at.includes('.')) return [];
    }
  };
  const found = new Set<FieldRead>();
  for (const { field, path } of selected) {
    const here = nearest(path);
    const asks = byPath.has(path);
    const own = capabilitiesOfField(field);
    const named = asks ? [] : here.filter(({ capability }) => own.some((known) => known === capability));
    for (const { capability, system, organisation } of named.length > 0 ? named : here) {
      const known = capabilityOf(capability);
      if (known) found.add(readOf(field, known, `${system}@${organisation}`));
    }
  }
  return [...found];
};

/**
 * What a response was made of: each selected field with the capability and the system that was asked for it, whatever
 * it answered. A holder that is not connected was not asked. The same object for the same operation and sources.
 */
export const fieldsRead = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: { readonly name: string | undefined; readonly variables: Readonly<Record<string, unknown>> },
  sources: readonly Asked[],
): readonly FieldRead[] => {
  const asked = sources.filter(({ answer }) => answer !== 'NOT_CONNECTED');
  if (asked.length === 0) return [];
  const ofDocument = kept.get(document);
  let known = ofDocument?.get(operation.name ?? '');
  if (!known) {
    const selected = selectedFields(schema, document, operation.name, operation.variables);
    if (isConditional(document)) return attribute(selected, asked);
    known = { selected, bySources: new Map() };
    kept.set(document, (ofDocument ?? new Map<string, OfOperation>()).set(operation.name ?? '', known));
  }
  const key = asked.map(
    ({ path, capability, system, organisation }) => `${path} ${capability} ${system}@${organisation}`,
  );
  const text = key.sort().join('\n');
  const hit = known.bySources.get(text);
  if (hit) return hit;
  if (known.bySources.size >= MOST_SOURCES) known.bySources.clear();
  const made = attribute(known.selected, asked);
  known.bySources.set(text, made);
  return made;
};
