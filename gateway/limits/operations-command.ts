import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { Kind, parse, specifiedRules, validate, type DocumentNode } from 'graphql';
import { closeOnSignal } from '../../adapters/assembly/close-on-signal';
import { joinByKey } from '../../adapters/assembly/installation';
import { openTerminal } from '../../adapters/assembly/terminal';
import { createOperations, type Operations } from '../../adapters/operations';
import { openStore } from '../../adapters/store';
import { systemClock } from '../../schema/clock';
import { pageDocuments } from '../pages/page-documents';
import { completenessRule } from '../completeness-rule';
import { clientSchema } from '../federation/client-schema';
import { DEFAULT_LIMITS, documentRules } from '../../subgraphs/limits/document-limits';

const USAGE = `npm run operations -- register <file.graphql ...> [--by <name>]
npm run operations -- register --pages [--by <name>]
npm run operations -- remove <sha256:... ...>
npm run operations -- list
  A client asks a registered operation by its id: {"documentId": "sha256:...", "variables": {...}}. With
  OPERATIONS=registered nothing else is answered; --pages registers what this release's own pages ask, which then go on
  working. Ends with 0, 1 where a file is refused, 2 for a wrong command.`;

class UsageError extends Error {}

interface Checked {
  readonly name: string;
  readonly text: string;
}

const nameOf = (document: DocumentNode): string =>
  document.definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? [each.name?.value ?? ''] : [],
  )[0] ?? '';

interface Offered {
  /** A file, or a page's own name for it. */
  readonly from: string;
  text(): string;
}

const filesOffered = (files: readonly string[]): readonly Offered[] =>
  files.map((from) => ({ from, text: () => readFileSync(from, 'utf8') }));

/** Valid, within the limits, named, and never a clinical list read without its completeness. */
const check = async (offered: readonly Offered[]): Promise<readonly Checked[]> => {
  const schema = await clientSchema();
  const problems: string[] = [];
  const checked = offered.flatMap(({ from: file, text: read }): Checked[] => {
    try {
      const text = read();
      const document = parse(text, { maxTokens: DEFAULT_LIMITS.tokens });
      const rules = [...specifiedRules, ...documentRules(DEFAULT_LIMITS), completenessRule];
      const errors = validate(schema, document, rules).map(({ message }) => message);
      const name = nameOf(document);
      if (name === '') errors.push('the operation has no name');
      problems.push(...errors.map((error) => `${file}: ${error}`));
      return [{ name, text }];
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
      return [];
    }
  });
  if (problems.length > 0) throw new Error(`Nothing is registered:\n${problems.join('\n')}`);
  return checked;
};

const opened = async (work: (operations: Operations) => Promise<readonly string[]>): Promise<readonly string[]> => {
  const { environment } = await openTerminal(process.env);
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const store = await openStore(
    environment.DATABASE_URL
      ? { kind: 'served', databaseUrl: environment.DATABASE_URL }
      : { kind: 'embedded', folder: environment.CAUSEWAY_DATA, log },
    'as-they-are',
  );
  closeOnSignal(() => store.close());
  try {
    await joinByKey(store, environment);
    const operations = await createOperations(store, systemClock);
    return await work(operations).finally(() => operations.close());
  } finally {
    await store.close();
  }
};

const run = async (
  command: string | undefined,
  rest: readonly string[],
  { by, pages }: { readonly by: string; readonly pages: boolean },
): Promise<readonly string[]> => {
  switch (command) {
    case 'register': {
      const offered = [...filesOffered(rest), ...(pages ? pageDocuments() : [])];
      if (offered.length === 0) throw new UsageError('Which files?');
      const checked = await check(offered);
      return opened((operations) =>
        Promise.all(
          checked.map(async ({ name, text }) => {
            const { id } = await operations.register(name, text, by);
            return `${id}  ${name}`;
          }),
        ),
      );
    }
    case 'remove':
      if (rest.length === 0) throw new UsageError('Which ids?');
      return opened((operations) =>
        Promise.all(
          rest.map(async (id) => `${id}  ${(await operations.remove(id)) ? 'removed' : 'was not registered'}`),
        ),
      );
    case 'list':
      return opened(async (operations) =>
        (await operations.list()).map(({ id, name, registeredBy }) => `${id}  ${name}  by ${registeredBy}`),
      );
    default:
      throw new UsageError('What?');
  }
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    options: { by: { type: 'string' }, pages: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [command, ...rest] = positionals;
  const { by = userInfo().username, pages = false } = values;
  for (const line of await run(command, rest, { by, pages })) process.stdout.write(`${line}\n`);
};

main().catch((error: unknown) => {
  const usage = error instanceof UsageError || error instanceof TypeError;
  process.stderr.write(`${error instanceof Error ? error.message : 'The operations could not be changed.'}\n`);
  if (usage) process.stderr.write(`${USAGE}\n`);
  process.exitCode = usage ? 2 : 1;
});
