import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import globalSetup from '../global-setup';
import globalTeardown from '../global-teardown';
import { acceptedIn } from './accepted';
import { GUARDS, type Guarded } from './guards';
import { mutantsOf, type Mutant } from './mutants';

const ROOT = join(__dirname, '../..');
const USAGE = `npm run mutate -- <${Object.keys(GUARDS).join('|')}> [part of a file's name ...]
  Takes every guard out of the files, one at a time, in a copy of the work tree, and runs their tests: a test that stays
  green has missed it. Prints those that survive. Ends with 0, 1 where one survives that docs/security.md does not
  accept, 2 for a wrong command.`;

/** Beyond it a mutant is one that never ends, and that shows. */
const PATIENCE_MS = 300_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The work tree as it stands, files not yet committed with it, where it may be broken without harm. */
const copyTree = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-mutate-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const file of listed.toString().split('\0'))
    if (file !== '' && existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
};

/** One process for all mutants of a file; a new one after a mutant that never ended, or ended it. */
interface Runner {
  /** Whether the tests noticed. They share the database server, and its template, of this whole run. */
  isRed(tests: readonly string[]): Promise<boolean>;
  close(): void;
}

const startRunner = (folder: string): Runner => {
  const start = (): ChildProcess => fork(join(__dirname, 'runner.ts'), [folder], { cwd: folder, stdio: 'ignore' });
  let child = start();
  return {
    isRed: (tests) =>
      new Promise((resolve) => {
        const said = (red: boolean): void => {
          clearTimeout(patience);
          child.removeAllListeners();
          resolve(red);
        };
        const isOver = (): void => {
          child.kill('SIGKILL');
          said(true);
          child = start();
        };
        const patience = setTimeout(isOver, PATIENCE_MS);
        child.once('message', said).once('exit', isOver);
        child.send(tests);
      }),
    close: () => void child.kill(),
  };
};

const survivorsOf = async (folder: string, { file, tests }: Guarded): Promise<readonly Mutant[]> => {
  const path = join(folder, file);
  const code = readFileSync(path, 'utf8');
  const runner = startRunner(folder);
  const survivors: Mutant[] = [];
  try {
    if (await runner.isRed(tests)) throw new Error(`${file}: its tests are red before anything is taken out`);
    const mutants = mutantsOf(file, code);
    for (const mutant of mutants) {
      writeFileSync(path, mutant.text);
      if (!(await runner.isRed(tests))) {
        survivors.push(mutant);
        say(`  survives  ${file}:${mutant.line}  ${mutant.from}  ->  ${mutant.to}`);
      }
    }
    say(`${file}: ${mutants.length - survivors.length} of ${mutants.length} noticed`);
  } finally {
    runner.close();
    writeFileSync(path, code);
  }
  return survivors;
};

const main = async (): Promise<void> => {
  const [name = '', ...parts] = process.argv.slice(2);
  const guards = Object.hasOwn(GUARDS, name) ? GUARDS[name] : undefined;
  if (!guards) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const folder = copyTree();
  await globalSetup();
  try {
    const accepted = acceptedIn(readFileSync(join(ROOT, 'docs/security.md'), 'utf8'));
    let unaccepted = 0;
    for (const guarded of guards.filter(
      ({ file }) => parts.length === 0 || parts.some((part) => file.includes(part)),
    )) {
      const survivors = await survivorsOf(folder, guarded);
      unaccepted += survivors.filter((mutant) => !accepted(guarded.file, mutant)).length;
    }
    say(
      unaccepted === 0 ? 'Every guard is missed by a test, or accepted' : `${unaccepted} survive, and are not accepted`,
    );
    process.exitCode = unaccepted === 0 ? 0 : 1;
  } finally {
    await globalTeardown();
    rmSync(folder, { recursive: true, force: true });
  }
};

void main();
