import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { getOperationAST, isScalarType, Kind, parse, printSchema, specifiedScalarTypes, visit } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { clientSchema } from '../../gateway/federation/client-schema';

export const GENERATED_FILE = join(__dirname, 'generated/graphql.ts');

/**
 * The kept queries each bring fragments of the same short names (`S`, `C`). In one module they need names of their own,
 * so each is given its operation's: `PatientHeaderC`. The server sees the same question.
 */
const withOwnFragmentNames = (document: DocumentNode): DocumentNode => {
  const operation = getOperationAST(document)?.name?.value ?? '';
  const renamed = <N extends { readonly name: { readonly value: string } }>(node: N): N => ({
    ...node,
    name: { ...node.name, value: `${operation}${node.name.value}` },
  });
  return visit(document, {
    [Kind.FRAGMENT_DEFINITION]: { leave: renamed },
    [Kind.FRAGMENT_SPREAD]: { leave: renamed },
  });
};

const keptQueries = (): { location: string; document: DocumentNode }[] =>
  readdirSync(__dirname)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({
      location: file,
      document: withOwnFragmentNames(parse(readFileSync(join(__dirname, file), 'utf8'))),
    }));

/** Every scalar of the graph's own is text in JSON; a decimal too, so that no client rounds it. */
const scalarsAsText = (schema: GraphQLSchema): Record<string, string> =>
  Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter((type) => isScalarType(type) && !specifiedScalarTypes.some(({ name }) => name === type.name))
      .map(({ name }) => [name, 'string']),
  );

/** The TypeScript module of typed documents for the kept queries: what `generated/graphql.ts` must hold. */
export const generate = async (): Promise<string> => {
  const schema = await clientSchema();
  const text = await codegen({
    filename: GENERATED_FILE,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: keptQueries(),
    config: {
      scalars: scalarsAsText(schema),
      strictScalars: true,
      enumsAsTypes: true,
      onlyOperationTypes: true,
      useTypeImports: true,
      skipTypename: true,
      // What was asked for is in the answer, be it null; and a list is sent as a list.
      avoidOptionals: { field: true },
      arrayInputCoercion: false,
    },
    plugins: [{ typescript: {} }, { typescriptOperations: {} }, { typedDocumentNode: {} }],
    pluginMap: { typescript, typescriptOperations, typedDocumentNode },
  });
  return `/* Made by \`npm run codegen\` from the kept queries and the committed supergraph; not for editing. */\n${text.trimEnd()}\n`;
};

const write = async (): Promise<void> => {
  mkdirSync(dirname(GENERATED_FILE), { recursive: true });
  writeFileSync(GENERATED_FILE, await generate());
  process.stdout.write(`Typed documents for ${keptQueries().length} kept queries are in ${GENERATED_FILE}\n`);
};

if (require.main === module)
  write().catch((error: unknown) => {
    process.stderr.write(`No typed documents were made: ${error instanceof Error ? error.message : 'unknown'}\n`);
    process.exitCode = 1;
  });
