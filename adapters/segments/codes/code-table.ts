import type { CodeableConcept } from '../../../schema/clinical/values';
import type { InstanceName } from '../../../schema/identifiers';

/** A published list of codes, small enough to keep whole. */
export interface CodeTable {
  /** The list's URI, or null where nobody publishes it: then its codes are the sender's own. */
  readonly system: string | null;
  /** Names the table in the URI of the sender's own codes. */
  readonly name: string;
  readonly displays: Readonly<Record<string, string>>;
}

/** A code with its meaning. One outside the list is kept as the sender's own, shown as sent: nothing is guessed. */
export const coded = (table: CodeTable, code: string, instance: InstanceName): CodeableConcept | undefined => {
  if (code === '') return undefined;
  const display = table.displays[code];
  if (display === undefined) return { text: code, codings: [{ system: `urn:local:${instance}:${table.name}`, code }] };
  return {
    text: display,
    codings: [{ system: table.system ?? `urn:local:${instance}:${table.name}`, code, display }],
  };
};
