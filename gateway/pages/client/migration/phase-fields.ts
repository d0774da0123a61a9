import { el } from '../dom';
import { choice, textField } from '../form-parts';
import type { Phase } from './answers';
import { spoken } from './words';

const PHASES = ['RETAINED', 'REPLACING', 'DECOMMISSIONED', 'STRATEGIC', 'UNKNOWN'] as const;
/** Rows beyond those that are there. */
const MORE = 2;

export interface PhaseFields {
  readonly element: HTMLElement;
  /** The rows that name a phase, in order. */
  read(): readonly Phase[];
}

const rowOf = (at: number, phase: Phase | undefined): PhaseFields => {
  const which = choice('Phase', [['', 'None'], ...PHASES.map((each) => [each, spoken(each)] as const)]);
  const planned = textField('Planned from');
  const actual = textField('Began');
  const note = textField('In words');
  which.control.value = phase?.phase ?? '';
  planned.control.value = phase?.plannedFrom ?? '';
  actual.control.value = phase?.actualFrom ?? '';
  note.control.value = phase?.note ?? '';
  const said = ({ value }: HTMLInputElement): string | null => value.trim() || null;
  return {
    element: el(
      'fieldset',
      { class: 'nhsuk-fieldset' },
      el('legend', { class: 'nhsuk-u-visually-hidden' }, `Phase ${at + 1}`),
      el('div', { class: 'console-fields migration-phase' }, which.group, planned.group, actual.group, note.group),
    ),
    read: () =>
      which.control.value === ''
        ? []
        : [
            {
              phase: which.control.value,
              ...{ plannedFrom: said(planned.control), actualFrom: said(actual.control), note: said(note.control) },
            },
          ],
  };
};

/** The phases of a system's life, in rows; one without a phase is none. */
export const phaseFields = (phases: readonly Phase[]): PhaseFields => {
  const rows = Array.from({ length: phases.length + MORE }, (_, at) => rowOf(at, phases[at]));
  return {
    element: el(
      'fieldset',
      { class: 'nhsuk-fieldset' },
      el('legend', { class: 'nhsuk-fieldset__legend nhsuk-fieldset__legend--s' }, 'Phases, in order'),
      el('div', { class: 'nhsuk-hint' }, 'A date as closely as it is known: 2024, 2024-05 or 2024-05-31'),
      ...rows.map(({ element }) => element),
    ),
    read: () => rows.flatMap(({ read }) => read()),
  };
};
