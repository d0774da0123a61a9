import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Kind, type DocumentNode } from 'graphql';
import * as ts from 'typescript';
import { SUBGRAPHS } from '../../subgraphs/registry';
import type { Subgraph } from '../../subgraphs/subgraph';

/**
 * A nullable field that nothing fills is answered null, silently and for ever: graphql-js reads the property of the
 * field's name, and takes its absence for null. So each field of each object type has a resolver, or its name is that of
 * a property in what its subgraph is made of. It is a check of names: that the right object has it is for the scenarios.
 */
const ROOT = join(__dirname, '../..');

interface Read {
  readonly properties: ReadonlySet<string>;
  readonly imports: readonly string[];
}

const read = new Map<string, Read>();

/** The names of properties that a file declares or writes, and the files of ours that it imports. */
const readSource = (path: string): Read => {
  const known = read.get(path);
  if (known) return known;
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, false);
  const properties = new Set<string>();
  const imports: string[] = [];
  const look = (node: ts.Node): void => {
    if (
      (ts.isPropertySignature(node) || ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) &&
      (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name))
    )
      properties.add(node.name.text);
    // `payload('grant', …)` writes a property of that name.
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'payload') {
      const [name] = node.arguments;
      if (name && ts.isStringLiteral(name)) properties.add(name.text);
    }
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      if (ts.isStringLiteral(node.moduleSpecifier) && node.moduleSpecifier.text.startsWith('.'))
        imports.push(resolve(dirname(path), node.moduleSpecifier.text));
    ts.forEachChild(node, look);
  };
  look(file);
  const found = { properties, imports: imports.map(sourceAt) };
  read.set(path, found);
  return found;
};

const sources = new Set(
  ['schema', 'subgraphs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => join(ROOT, folder, name)),
  ),
);
const sourceAt = (path: string): string => (sources.has(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts'));

/** Every property of what a subgraph is made of: its folder, and what that imports. */
const propertiesOf = ({ name }: Subgraph): ReadonlySet<string> => {
  const queue = [...sources].filter((path) => relative(join(ROOT, 'subgraphs'), dirname(path)).split('/')[0] === name);
  const reached = new Set(queue);
  for (const path of queue)
    for (const next of readSource(path).imports)
      if (sources.has(next) && !reached.has(next)) {
        reached.add(next);
        queue.push(next);
      }
  return new Set([...reached].flatMap((path) => [...readSource(path).properties]));
};

const fieldsOf = (typeDefs: DocumentNode): readonly (readonly [type: string, field: string])[] =>
  typeDefs.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION
      ? (definition.fields ?? []).map(({ name }) => [definition.name.value, name.value] as const)
      : [],
  );

test.each(SUBGRAPHS.map((subgraph) => [subgraph.name, subgraph] as const))(
  'each field of the subgraph %s has a resolver, or a property that fills it',
  (_name, subgraph) => {
    const properties = propertiesOf(subgraph);
    const hollow = fieldsOf(subgraph.typeDefs).filter(([type, field]) => {
      if (Object.hasOwn(subgraph.resolvers[type] ?? {}, field)) return false;
      return type === 'Query' || type === 'Mutation' || !properties.has(field);
    });
    expect(hollow.map((place) => place.join('.'))).toEqual([]);
  },
);
