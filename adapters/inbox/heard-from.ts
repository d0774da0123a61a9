import type { DomainEvent } from '../../schema/events';
import type { InstanceName } from '../../schema/identifiers';
import { instantOf } from '../../schema/time';
import type { Heard } from '../projections';

interface Kept {
  readonly instance: InstanceName;
  readonly feed: string;
  readonly seq: number;
  readonly received_at: Date;
}

/** What is applied of a message: at its own place, so that applied again it has its effect once. */
export const heardFrom = ({ instance, feed, seq, received_at }: Kept, events: readonly DomainEvent[]): Heard => ({
  ...{ instance, feed, seq, events },
  messageId: `m_${seq}`,
  heardAt: instantOf(received_at.getTime()),
});
