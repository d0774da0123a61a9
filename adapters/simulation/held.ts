import type { Hospital } from './hospital';
import { planted, type Planted } from './planted';
import type { SimulatorOptions } from './simulator';

/** What a simulator holds of the hospital at the moment: what is true, or, where differences are planted, almost. */
export const heldBy = ({ hospital, instance, planted: isPlanted }: SimulatorOptions): (() => Hospital) => {
  if (isPlanted !== true) return () => hospital.current;
  let last: { readonly of: Hospital; readonly events: number; readonly held: Planted } | null = null;
  return () => {
    const of = hospital.current;
    // Traffic changes the lists in place: the same object is another hospital once more has happened in it.
    const events = of.history.length;
    if (last?.of !== of || last.events !== events) last = { of, events, held: planted(of, instance) };
    return last.held.hospital;
  };
};

/** How it spells units, by UCUM code, where it has a way of its own. */
export const spellsOf = ({ hospital, instance, planted: isPlanted }: SimulatorOptions): Planted['units'] =>
  isPlanted === true ? planted(hospital.current, instance).units : {};
