import { el, type Child } from '../dom';
import { time } from '../times';
import type { Gate } from './answers';
import { spoken } from './words';

/** What one person asked for, and the next one's override carries out. */
export const waitingOverride = (gate: Gate | null): readonly Child[] => {
  const waiting = gate?.waitingOverride;
  if (!waiting) return [];
  const { by, role, at, reason } = waiting;
  return [
    el('p', { class: 'migration-label' }, 'An override waits for a second person'),
    el('p', {}, el('strong', {}, by), `, ${spoken(role)}, `, time(at), `: ${reason}`),
  ];
};
