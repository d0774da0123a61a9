import { el, type Child } from '../dom';
import { choice, linesField, textField } from '../form-parts';
import { phaseFields } from './phase-fields';
import type { SystemChange, Written } from './system-change';
import { spoken } from './words';

/** A system is retired through its gate alone. */
const lifecyclesOf = (connected: boolean): readonly string[] =>
  connected ? ['LIVE', 'RETIRING'] : ['PLANNED', 'NOT_CONNECTED', 'LIVE', 'RETIRING'];

export interface SystemFields {
  readonly elements: readonly Child[];
  /** What differs from what was there. */
  changes(): SystemChange;
}

/** The fields of one system, filled with what is written of it. */
export const systemFields = (before: Written, connected: boolean): SystemFields => {
  const text = (
    label: string,
    value: string | null,
    more: { hint?: string; inputmode?: string; type?: string } = {},
  ) => {
    const field = textField(label, more);
    field.control.value = value ?? '';
    return { group: field.group, read: (): string | null => field.control.value.trim() || null };
  };
  const lines = (label: string, value: readonly string[], hint: string) => {
    const field = linesField(label, { hint });
    field.control.value = value.join('\n');
    const read = (): readonly string[] =>
      field.control.value
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    return { group: field.group, read };
  };
  const name = text('Name', before.name);
  const purpose = text('What it is for', before.function);
  const supplier = text('Supplier', before.supplier);
  const owner = text('Owner', before.owner);
  const lifecycle = choice(
    'Stands',
    [...new Set([...lifecyclesOf(connected), before.lifecycle])].map((each) => [each, spoken(each)] as const),
  );
  lifecycle.control.value = before.lifecycle;
  const contractEnd = text('Contract ends', before.contractEnd, { type: 'date' });
  const yearlyCost = text('Pounds a year', before.yearlyCost, { inputmode: 'decimal' });
  const retention = text('Retention of records', before.retention);
  const phases = phaseFields(before.phases);
  const conditions = lines('Conditions', before.conditions, 'One a line; one with the same words stays met');
  const dependants = lines('What rests on it outside the graph', before.dependants, 'One a line');
  const replacedBy = lines('Replaced by', before.replacedBy, 'One a line, as system@ORGANISATION');
  const plain = [name, purpose, supplier, owner, { group: lifecycle.group }, contractEnd, yearlyCost, retention];
  const shown = (): Written => ({
    name: name.read() ?? '',
    function: purpose.read(),
    supplier: supplier.read(),
    owner: owner.read(),
    lifecycle: lifecycle.control.value,
    contractEnd: contractEnd.read(),
    yearlyCost: yearlyCost.read(),
    retention: retention.read(),
    phases: phases.read(),
    conditions: conditions.read(),
    dependants: dependants.read(),
    replacedBy: replacedBy.read(),
  });
  // As the form shows it: a field cannot show every text (a line end within one), and what nobody touched is not changed.
  const was = new Map<string, unknown>(Object.entries(shown()));
  return {
    elements: [
      el('div', { class: 'console-fields' }, ...plain.map(({ group }) => group)),
      phases.element,
      el('div', { class: 'console-fields' }, conditions.group, dependants.group, replacedBy.group),
    ],
    changes: () =>
      Object.fromEntries(
        Object.entries(shown()).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(was.get(field))),
      ),
  };
};
