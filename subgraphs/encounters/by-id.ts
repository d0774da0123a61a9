import DataLoader from 'dataloader';
import type { RoutedAnswer } from '../../schema/capabilities';
import type { Encounter } from '../../schema/clinical/encounter';
import { parseOdsCode, type OdsCode } from '../../schema/identifiers';
import { tellGrants } from '../asking';
import { recordsOf } from '../records';
import { tellSingle } from '../single-field';
import type { ReferenceResolver, SubgraphContext } from '../subgraph';
import { encounterNode } from './encounter';

interface Found {
  readonly encounter: Encounter | null;
  readonly answers: readonly RoutedAnswer<readonly Encounter[]>[];
}

const LOADER = Symbol('encounters by business key');

const organisationOf = (key: string): OdsCode | null => parseOdsCode(key.split('|')[0] ?? '');

/** All stays wanted in one tick, one ask per organisation that holds some. */
const loadByKeys = async (context: SubgraphContext, keys: readonly string[]): Promise<readonly Found[]> => {
  const organisations = [...new Set(keys.flatMap((key) => organisationOf(key) ?? []))];
  const answered = new Map(
    await Promise.all(
      organisations.map(async (organisation) => {
        const wanted = keys.filter((key) => organisationOf(key) === organisation);
        const [answers] = await context.door.forPlaces('encounters', [{ organisation }], { keys: wanted }, context.ask);
        tellGrants(context, answers ?? []);
        return [organisation, answers ?? []] as const;
      }),
    ),
  );
  const byKey = new Map(recordsOf([...answered.values()].flat()).map((encounter) => [encounter.key, encounter]));
  return keys.map((key) => {
    const organisation = organisationOf(key);
    return { encounter: byKey.get(key) ?? null, answers: (organisation && answered.get(organisation)) ?? [] };
  });
};

/** The stay an id stands for. What could not be asked is told at the stay's path; the stay is then null. */
export const encounterById: ReferenceResolver = async ({ id }, context, info) => {
  const key = context.door.ids.open('encounter', id);
  if (key === null) return null;
  const { encounter, answers } = await context
    .once(LOADER, () => new DataLoader<string, Found>((keys) => loadByKeys(context, keys)))
    .load(key);
  tellSingle(context, info.path, answers);
  return encounter ? encounterNode(encounter, context, answers) : null;
};
