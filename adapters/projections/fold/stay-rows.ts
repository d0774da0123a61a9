import type { DischargeReadiness, Encounter } from '../../../schema/clinical/encounter';
import type { Instant } from '../../../schema/time';
import { present } from './patch';
import type { KeptEncounter, KeptReadiness } from './planned-move';
import type { Kept, Row } from './row';

/** A stay by those of its events that hold at some moment. */
export interface Version {
  readonly encounter: Kept<Encounter>;
  readonly ready: Kept<DischargeReadiness> | null;
  readonly open: boolean;
  readonly sensitive: boolean;
}

/** Before anything of a stay holds it is what is planned: where somebody is to be, and nobody has been. */
export const plannedOf = ({ encounter, open, sensitive }: Version): Version => ({
  ...{ open, sensitive, ready: null },
  encounter: { ...encounter, status: 'planned', previousPlaces: [] },
});

interface About {
  readonly recordId: string;
  /** Whose stay it is, where no ward says. */
  readonly organisation: string;
  /** When its last event happened: the time of a stay that has none. */
  readonly heardAt: Instant;
}

/** A version, and from when it holds; the first holds until the next. */
interface Holding {
  readonly version: Version;
  readonly since?: Instant;
}

const placedRow = (
  { recordId, organisation, heardAt }: About,
  { encounter: { place, period }, open, sensitive }: Version,
): Omit<Row, 'kind' | 'key' | 'body'> => ({
  recordId,
  organisation: place?.ward.organisation ?? organisation,
  ward: place?.ward.code ?? null,
  from: period.start ?? heardAt,
  to: period.end ?? (open ? null : heardAt),
  open,
  sensitive,
});

/** The first as the stay's own row, with what it is to be; a row of its own for each of those, so that a ward finds it by its index. */
export const stayRows = (about: About, holding: readonly [Holding, ...Holding[]]): readonly Row[] => {
  const [{ version: first }, ...later] = holding;
  const { key } = first.encounter;
  const ahead = later.flatMap(({ version, since }) => (since === undefined ? [] : [{ from: since, stay: version.encounter }])); // prettier-ignore
  const end = placedRow(about, holding.at(-1)?.version ?? first).to;
  const own = placedRow(about, first);
  const readiness = holding.flatMap(({ version, since }, at): readonly Row[] => {
    const until = holding[at + 1]?.since;
    const body: KeptReadiness | null = version.ready && { ...version.ready, ...present({ since, until }) };
    const named = at === 0 ? key : `${key}|${at}`;
    return body === null ? [] : [{ ...placedRow(about, version), kind: 'discharge-readiness', key: named, body }];
  });
  const kept: KeptEncounter = ahead.length === 0 ? first.encounter : { ...first.encounter, ahead };
  return [
    { ...own, kind: 'encounters', key, to: first.open ? end : own.to, body: kept },
    ...ahead.map(({ from, stay }, at): Row => {
      const next = ahead.slice(at + 1);
      const row = placedRow(about, later[at]?.version ?? first);
      const body: KeptEncounter = { ...stay, since: from, ...(next.length > 0 && { ahead: next }) };
      return { ...row, kind: 'planned-move', key: `${key}|${at}`, from, to: next[0]?.from ?? row.to, body };
    }),
    ...readiness,
  ];
};
