import { ENVIRONMENT_VARIABLES, readEnvironment } from '../../adapters/settings/environment';
import { readEstate } from '../../adapters/settings/estate';
import { SUBGRAPHS } from '../../subgraphs/registry';
import { blockOf, ROOT, rowsOf, textOf, unknownCommandsIn } from './blocks';
import { routesTable } from './routes-table';

const readme = textOf('README.md');

test('the table of routes is the one the settings give', () => {
  expect(blockOf(readme, 'routes')).toBe(routesTable(readEstate(`${ROOT}/adapters/settings/leicester.yaml`)));
});

describe('the table of the environment', () => {
  const rows = rowsOf(blockOf(readme, 'environment'));
  const names = rows.map(([name = '']) => name.replaceAll('`', ''));

  test('names every variable the code reads, in its order, and no other', () => {
    expect(names).toEqual(ENVIRONMENT_VARIABLES);
  });

  test('gives the default the code has', () => {
    const defaults = new Map(Object.entries(readEnvironment({})));
    // Words stand where the default is not one value.
    const said = rows.flatMap(([, byDefault = ''], at): [string | undefined, string][] => {
      const value = /^`(.*)`$/.exec(byDefault)?.[1];
      return value === undefined ? [] : [[names[at], value]];
    });
    expect(said).toEqual(
      [...defaults]
        .filter(([, value]) => value !== undefined && !Array.isArray(value))
        .map(([name, value]) => [name, String(value)]),
    );
  });
});

test('every command it shows is a script of the package', () => {
  expect(unknownCommandsIn(readme)).toEqual([]);
});

test('every subgraph has a page that names the capabilities it asks for', () => {
  const pages = SUBGRAPHS.map(({ name }) => [name, textOf(`subgraphs/${name}/README.md`)] as const);
  const rows = rowsOf(blockOf(readme, 'routes'));
  const unnamed = pages.flatMap(([name, page]) =>
    rows
      .filter(([subgraph]) => subgraph === name)
      .flatMap(([, , , , capabilities = '']) => capabilities.split(', '))
      .filter((capability) => !page.includes(`\`${capability}\``))
      .map((capability) => `${name} says nothing of ${capability}`),
  );
  expect([...new Set(unnamed)]).toEqual([]);
});
