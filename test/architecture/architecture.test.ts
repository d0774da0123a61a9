import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { preProcessFile } from 'typescript';
import { BINDING, HOUSE, NAMELESS, type Room } from './arrows';

const ROOT = resolve(__dirname, '../..');
const FLOORS = ['schema', 'adapters', 'subgraphs', 'gateway'];

const filesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    // Benches of tests are tests.
    .filter((file) => !/(\.test|\.d|under-test)\.ts$/.test(file));

const FILES = FLOORS.flatMap(filesOf);

const covers = (pattern: string, file: string): boolean => {
  const wanted = pattern.split('/');
  const parts = file.split('/');
  return wanted.length <= parts.length && wanted.every((part, at) => part === '*' || part === parts[at]);
};

const roomOf = (file: string): Room | undefined =>
  [...HOUSE]
    .sort((a, b) => b.folder.split('/').length - a.folder.split('/').length)
    .find(({ folder }) => covers(folder, file));

/** The room's own folder with `*` filled in, so that one system is not another. */
const homeOf = (room: Room, file: string): string => file.split('/').slice(0, room.folder.split('/').length).join('/');

const mayImport = (room: Room, from: string, to: string): boolean =>
  covers(homeOf(room, from), to) ||
  room.mayImport.some((allowed) => covers(allowed.replace('systems/*', from.split('/').slice(1, 3).join('/')), to));

const importsOf = (file: string): string[] =>
  preProcessFile(readFileSync(join(ROOT, file), 'utf8'))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(ROOT, resolve(ROOT, dirname(file), name)));

const asFile = (path: string): string =>
  FILES.find((file) => file === `${path}.ts` || file === `${path}/index.ts` || file === path) ?? path;

test('every file has a place in the house', () => {
  const homeless = FILES.filter((file) => !roomOf(file) && !BINDING.some((pattern) => pattern.test(file)));
  expect(homeless).toEqual([]);
});

test('arrows only point where the table says', () => {
  const wrong = FILES.filter((file) => !BINDING.some((pattern) => pattern.test(file))).flatMap((file) => {
    const room = roomOf(file);
    return importsOf(file)
      .map(asFile)
      .filter((to) => room && !mayImport(room, file, to))
      .map((to) => `${file} -> ${to}`);
  });
  expect(wrong).toEqual([]);
});

test('names say what is inside', () => {
  expect(FILES.filter((file) => NAMELESS.test(file))).toEqual([]);
});

test('the environment is read in main files and commands only', () => {
  const reads = FILES.filter((file) => /process\.env/.test(readFileSync(join(ROOT, file), 'utf8')));
  const allowed = (file: string) => /(^|\/)main\.ts$|-command\.ts$|\/telemetry-off\.ts$|^gateway\/mock\.ts$/.test(file);
  expect(reads.filter((file) => !allowed(file))).toEqual([]);
});

test('the table itself is checked: an arrow up, and one system into another, are wrong', () => {
  const wrong = (from: string, to: string): boolean => {
    const room = roomOf(from);
    return room !== undefined && !mayImport(room, from, to);
  };
  expect(wrong('schema/time.ts', 'adapters/contract.ts')).toBe(true);
  expect(wrong('subgraphs/flow/bed.ts', 'adapters/contract.ts')).toBe(true);
  expect(wrong('adapters/systems/pas/index.ts', 'adapters/systems/lims/index.ts')).toBe(true);
  expect(wrong('adapters/systems/pas/simulator/index.ts', 'adapters/systems/pas/config.ts')).toBe(false);
  expect(wrong('adapters/systems/pas/index.ts', 'adapters/wire/hl7v2/parse.ts')).toBe(false);
});
