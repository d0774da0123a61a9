import type { LifecyclePhase, RegisteredSystem, RegisterEntry, ImportEffect } from '../../schema/migration/register';
import { entryOf } from '../ledger';

const phaseWords = ({ phase, plannedFrom, actualFrom, note }: LifecyclePhase): string =>
  [
    phase,
    ...(plannedFrom === null ? [] : [`planned ${plannedFrom}`]),
    ...(actualFrom === null ? [] : [`began ${actualFrom}`]),
    ...(note === null ? [] : [note]),
  ].join(', ');

const one = (text: string | null): readonly string[] => (text === null ? [] : [text]);

/** Every field of an entry in words, in the order of the register's text; none where nothing is said. */
const fieldsOf = (entry: RegisterEntry): Readonly<Record<Exclude<keyof RegisterEntry, 'id'>, readonly string[]>> => ({
  ...{ name: [entry.name], organisationName: [entry.organisationName], function: one(entry.function) },
  ...{ supplier: one(entry.supplier), owner: one(entry.owner), lifecycle: [entry.lifecycle] },
  ...{ phases: entry.phases.map(phaseWords), conditions: entry.conditions },
  ...{ contractEnd: one(entry.contractEnd), yearlyCost: one(entry.yearlyCost), retention: one(entry.retention) },
  ...{ dependants: entry.dependants, replacedBy: entry.replacedBy },
});

/** What one entry would change; null where it stands so already. */
export const importEffect = (entry: RegisterEntry, before: RegisteredSystem | null): ImportEffect | null => {
  const old = before && new Map(Object.entries(fieldsOf(entryOf(before))));
  const fields = Object.entries(fieldsOf(entry)).flatMap(([field, after]) => {
    const was = old?.get(field) ?? [];
    return JSON.stringify(was) === JSON.stringify(after) ? [] : [{ field, before: was, after }];
  });
  return before && fields.length === 0 ? null : { system: entry.id, name: entry.name, added: before === null, fields };
};

/** What goes with a change and cannot be written back by a text: conditions that somebody met, and signatures. */
export const importWarnings = (entry: RegisterEntry, before: RegisteredSystem | null): readonly string[] => {
  if (!before) return [];
  const met = before.conditions.filter(({ metAt, words }) => metAt !== null && !entry.conditions.includes(words));
  const unsigned = before.lifecycle === 'retired' && entry.lifecycle !== 'retired' ? before.signOffs : [];
  return [
    ...met.map(({ words, metBy }) => `${entry.id}: a condition that is met would go: ${words} (${metBy ?? 'nobody'})`),
    ...unsigned.map(({ by }) => `${entry.id}: the signature of ${by} would go, for it is retired no more`),
  ];
};
