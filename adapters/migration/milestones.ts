import type { LifecyclePhase, RegisteredSystem } from '../../schema/migration/register';
import { DAY, type LocalDate, type PartialDate } from '../../schema/time';

/** One phase against its plan. */
export interface Milestone {
  readonly system: RegisteredSystem;
  readonly phase: LifecyclePhase;
  /** Last day on which the plan still holds: of a year or month, its end. Null where no date is planned. */
  readonly due: LocalDate | null;
  /** Whole days since then, where it has not begun or began later; 0 where it is in time. */
  readonly daysLate: number;
  readonly state: 'done' | 'late' | 'to-come' | 'undated';
}

/** The last day that a date known to the year or month can mean. */
export const lastDayOf = (date: PartialDate): LocalDate => {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month !== undefined && day !== undefined) return date as string as LocalDate;
  // Day 0 of the month after is the last of the month.
  return new Date(Date.UTC(year, month ?? 12, 0)).toISOString().slice(0, 10) as LocalDate;
};

const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY));

/** Every phase of every system against today (a day of London). Pure. */
export const milestonesOf = (systems: readonly RegisteredSystem[], today: LocalDate): readonly Milestone[] =>
  systems.flatMap((system) =>
    system.phases.map((phase): Milestone => {
      const due = phase.plannedFrom === null ? null : lastDayOf(phase.plannedFrom);
      if (phase.actualFrom !== null) {
        const began = lastDayOf(phase.actualFrom);
        return { system, phase, due, state: 'done', daysLate: due === null ? 0 : daysBetween(due, began) };
      }
      if (due === null) return { system, phase, due, state: 'undated', daysLate: 0 };
      const daysLate = daysBetween(due, today);
      return { system, phase, due, state: daysLate > 0 ? 'late' : 'to-come', daysLate };
    }),
  );

/** What somebody has to do by a day; that a system is kept slips for nobody. */
const DUE: Readonly<Partial<Record<LifecyclePhase['phase'], string>>> = {
  replacing: 'in replacement',
  decommissioned: 'switched off',
};

/** What is late. */
export interface Slip {
  /** The last day on which the plan still held. */
  readonly due: LocalDate;
  readonly words: string;
}

/**
 * One sentence a system whose milestones slip: those that are late and not overtaken by a later phase that has begun.
 * By system; nothing of the number of days, so that the sentence stays while it slips.
 */
export const slippingOf = (
  systems: readonly RegisteredSystem[],
  today: LocalDate,
): ReadonlyMap<RegisteredSystem['id'], Slip> => {
  const late = new Map<RegisteredSystem['id'], Slip>();
  for (const { system, phase, due, state } of milestonesOf(systems, today)) {
    const what = DUE[phase.phase];
    if (state !== 'late' || due === null || what === undefined || system.lifecycle === 'retired') continue;
    const at = system.phases.indexOf(phase);
    if (system.phases.slice(at + 1).some(({ actualFrom }) => actualFrom !== null)) continue;
    // The earliest late phase says least; the latest is what is overdue by now.
    late.set(system.id, { due, words: `${system.name} was to be ${what} by ${due}, and is not said to be.` });
  }
  return late;
};
