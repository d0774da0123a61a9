import type { Bed, Ward } from '../../../schema/clinical/location';
import type { InstanceName } from '../../../schema/identifiers';
import { present } from './patch';
import { sourceOf } from './row';
import type { Kept, Row } from './row';
import { byOccurrence } from './told';
import type { EventOf, Told } from './told';

type StockTold = Told<EventOf<'bed-stock-changed'>>;

const wardRow = (instance: InstanceName, told: StockTold, before: Kept<Ward> | undefined): Kept<Ward> => {
  const { ward, wardName, site, siteName } = told.event;
  const atSite = site ?? before?.site ?? ward.organisation;
  return {
    key: `${ward.organisation}|${ward.code}`,
    source: sourceOf(instance, told),
    ward,
    name: wardName ?? before?.name ?? ward.code,
    site: atSite,
    siteName: siteName ?? before?.siteName ?? atSite,
  };
};

const bedRow = (
  instance: InstanceName,
  told: StockTold,
  { code, name, bay }: NonNullable<StockTold['event']['bed']>,
  before: Kept<Bed> | undefined,
): Kept<Bed> => {
  const { ward } = told.event;
  const inBay = bay === undefined ? before?.bay : (bay ?? undefined);
  return {
    key: `${ward.organisation}|${ward.code}|${code}`,
    source: sourceOf(instance, told),
    ...{ ward, code, name: name ?? before?.name ?? code, status: 'unoccupied' },
    ...present({ bay: inBay }),
  };
};

/** One ward and its beds. Taking a ward out takes its beds out. Who lies in them is joined at read, from the stays. */
export const foldBedStock = (instance: InstanceName, told: readonly StockTold[]): readonly Row[] => {
  let ward: Kept<Ward> | undefined;
  const beds = new Map<string, Kept<Bed>>();
  for (const one of [...told].sort(byOccurrence)) {
    const { event } = one;
    const isWard = event.bed === undefined;
    if (event.change === 'put') {
      if (isWard || ward === undefined) ward = wardRow(instance, one, ward);
      if (event.bed !== undefined) beds.set(event.bed.code, bedRow(instance, one, event.bed, beds.get(event.bed.code)));
    } else if (event.bed !== undefined) {
      beds.delete(event.bed.code);
    } else {
      ward = undefined;
      beds.clear();
    }
  }
  if (ward === undefined) return [];
  const about = {
    recordId: null,
    organisation: ward.ward.organisation,
    ward: ward.ward.code,
    to: null,
    open: true,
    sensitive: false,
  };
  return [
    { ...about, kind: 'wards', key: ward.key, from: ward.source.asOf, body: ward },
    ...[...beds.values()].map((bed): Row => ({
      ...about,
      kind: 'beds',
      key: bed.key,
      from: bed.source.asOf,
      body: bed,
    })),
  ];
};
