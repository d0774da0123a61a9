import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { KINDS } from '../../adapters/registry';

interface EstateText {
  instances: { name: string }[];
  feeds: { instance: string }[];
  routes: { control: string; candidate?: string }[];
}

const SHIPPED = join(__dirname, '../../adapters/settings/leicester.yaml');
export const presentKinds = (): ReadonlySet<string> => new Set(KINDS.map(({ kind }) => kind.kind));
const kindOf = (instance: string): string => instance.split('@')[0] ?? '';

/** The shipped estate with only those systems whose kind the registry holds. */
export const writeEstateOfPresentKinds = (folder: string): string => {
  const estate = parse(readFileSync(SHIPPED, 'utf8')) as EstateText;
  const present = presentKinds();
  const isPresent = (instance: string): boolean => present.has(kindOf(instance));
  estate.instances = estate.instances.filter(({ name }) => isPresent(name));
  estate.feeds = estate.feeds.filter(({ instance }) => isPresent(instance));
  estate.routes = estate.routes
    .filter(({ control }) => isPresent(control))
    .map(({ candidate, ...route }) => ({ ...route, ...(candidate && isPresent(candidate) && { candidate }) }));
  const path = join(folder, 'estate.yaml');
  writeFileSync(path, stringify(estate));
  return path;
};
