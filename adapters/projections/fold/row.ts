import type { ClinicalRecord, RecordSource } from '../../../schema/clinical/values';
import type { InstanceName } from '../../../schema/identifiers';
import type { Instant } from '../../../schema/time';
import type { ProjectedKind } from '../reader';
import type { Told } from './told';

/** What a row keeps of its provenance; when it was read and how fresh it is are said at read. */
export type KeptSource = Omit<RecordSource, 'retrievedAt' | 'freshness'>;
/** A canonical record as it is stored. */
export type Kept<T extends ClinicalRecord> = Omit<T, 'source'> & { readonly source: KeptSource };

/** `person-state` is what the person fold goes on from; `planned-move` a stay once more, as it is to be. No reader asks for them. */
export type RowKind = ProjectedKind | 'person-state' | 'planned-move';

export interface Row {
  readonly kind: RowKind;
  /** Unique among the instance's rows of the kind. */
  readonly key: string;
  readonly recordId: string | null;
  readonly organisation: string;
  readonly ward: string | null;
  readonly from: Instant;
  readonly to: Instant | null;
  readonly open: boolean;
  readonly sensitive: boolean;
  readonly body: unknown;
}

export const sourceOf = (instance: InstanceName, told: Told): KeptSource => ({
  instance,
  asOf: told.event.occurredAt,
  messageId: told.messageId,
});
