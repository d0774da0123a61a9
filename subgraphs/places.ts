import type { Place, PlaceCapability } from '../schema/capabilities';
import type { WardKey } from '../schema/clinical/location';
import { GraphRefusal } from '../schema/errors';
import { parseOdsCode, type OdsCode } from '../schema/identifiers';
import type { SubgraphContext } from './subgraph';

export const wardKeyText = (ward: WardKey): string => `${ward.organisation}|${ward.code}`;
export const bedKeyText = (ward: WardKey, bed: string): string => `${wardKeyText(ward)}|${bed}`;

/** A stub of the ward for another subgraph to fill. */
export const wardStub = (context: SubgraphContext, ward: WardKey): { id: string } => ({
  id: context.door.ids.seal('ward', wardKeyText(ward)),
});
export const bedStub = (context: SubgraphContext, ward: WardKey, bed: string): { id: string } => ({
  id: context.door.ids.seal('bed', bedKeyText(ward, bed)),
});
export const encounterStub = (context: SubgraphContext, organisation: string, visit: string): { id: string } => ({
  id: context.door.ids.seal('encounter', `${organisation}|${visit}`),
});

/** The ward an id stands for. Throws BAD_USER_INPUT for anything else: a list of the wrong wards must not look empty. */
export const wardOfId = (context: SubgraphContext, id: string): WardKey => {
  const [organisation, code] = context.door.ids.open('ward', id)?.split('|') ?? [];
  const ods = parseOdsCode(organisation ?? '');
  if (!ods || !code) throw new GraphRefusal('BAD_USER_INPUT', 'wards holds something that is not the id of a ward');
  return { organisation: ods, code };
};

export interface PlaceFilter {
  readonly wards?: readonly string[] | null;
  readonly organisations?: readonly OdsCode[] | null;
}

/** More than a hospital has wards. Each is a part of the answer, however short its name. */
const MOST_NAMED = 200;

/** What a client names, each once. Throws BAD_USER_INPUT for more than may be named. */
export const eachOnce = <T extends string>(named: readonly T[], what: keyof PlaceFilter): readonly T[] => {
  const distinct = [...new Set(named)];
  if (distinct.length > MOST_NAMED) throw new GraphRefusal('BAD_USER_INPUT', `${what} may name ${MOST_NAMED} at most`);
  return distinct;
};

/**
 * The places a filter names: its wards; else its organisations; else every organisation that can be asked. Each once:
 * the door is asked once for each, but a copy of its answer would come back for every time that one was named.
 */
export const placesOf = (
  context: SubgraphContext,
  capability: PlaceCapability,
  filter: PlaceFilter | null | undefined,
): readonly Place[] => {
  if (filter?.wards) {
    const wards = eachOnce(filter.wards, 'wards').map((id) => wardOfId(context, id));
    // Base64 can be written in several ways, so two ids may still be one ward's.
    const byKey = new Map(wards.map((ward) => [wardKeyText(ward), ward]));
    return [...byKey.values()].map(({ organisation, code }) => ({ organisation, ward: code }));
  }
  if (filter?.organisations)
    return eachOnce(filter.organisations, 'organisations').map((organisation) => ({ organisation }));
  return context.door.organisations(capability).map(({ organisation }) => ({ organisation }));
};

/** The viewer's own wards: "my wards". */
export const placesOfViewer = (context: SubgraphContext): readonly Place[] =>
  context.ask.viewer.wards.map((ward) => ({ organisation: ward.organisation, ward: ward.code }));
