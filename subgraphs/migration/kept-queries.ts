import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getOperationAST, parse } from 'graphql';
import type { Capability } from '../../schema/capabilities';
import { capabilitiesOfField } from '../../schema/field-capabilities';
import { supergraphSdl } from '../../schema/sdl';
import { selectedFields } from '../execution/selected-fields';

const FOLDER = join(__dirname, '../../docs/queries');

interface KeptQuery {
  readonly name: string;
  readonly fields: ReadonlySet<string>;
  readonly capabilities: ReadonlySet<Capability>;
}

const readAll = (): readonly KeptQuery[] => {
  const schema = buildSchema(supergraphSdl(), { assumeValidSDL: true });
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => {
      const document = parse(readFileSync(join(FOLDER, file), 'utf8'), { noLocation: true });
      const selected = selectedFields(schema, document, undefined, {}).map(({ field }) => field);
      return {
        name: getOperationAST(document)?.name?.value ?? file,
        fields: new Set(selected),
        capabilities: new Set(selected.flatMap(capabilitiesOfField)),
      };
    });
};

let kept: readonly KeptQuery[] | undefined;

/** Names of the kept queries that read one of these fields, or rest on one of these capabilities. */
export const queriesTouched = (capabilities: readonly Capability[], lost: readonly string[]): readonly string[] => {
  kept ??= readAll();
  return kept
    .filter(
      (query) =>
        capabilities.some((capability) => query.capabilities.has(capability)) ||
        lost.some((field) => query.fields.has(field)),
    )
    .map(({ name }) => name);
};
