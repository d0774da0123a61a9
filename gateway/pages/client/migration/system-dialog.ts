import { el } from '../dom';
import { textField } from '../form-parts';
import { ACT } from './action-queries';
import { perform } from './acting';
import type { WholeSystem } from './answers';
import type { Desk } from './desk';
import { openDialog, type Outcome } from './dialog';
import { hrefToSystem } from './place';
import { NOT_WRITTEN, writtenOf, type SystemChange } from './system-change';
import { systemFields } from './system-fields';

const wrong = (message: string): Outcome => ({
  faults: [{ code: 'BAD_USER_INPUT', message, ref: null }],
  done: null,
});

/** Changes what the register says of a system, unless somebody changed it since it was read. */
export const openEdit = (desk: Desk, system: WholeSystem): void => {
  const fields = systemFields(writtenOf(system), system.connected);
  openDialog(desk, {
    title: `Edit ${system.name}`,
    words: 'What you change is kept with your name and the reason; what you leave stays as it is.',
    fields: fields.elements,
    act: 'Save',
    run: async (reason) => {
      const changes = fields.changes();
      if (Object.keys(changes).length === 0) return wrong('Nothing is changed in the form.');
      const { id, version } = system;
      const { payload, faults } = await perform(desk.ask, ACT.register, { ...changes, id, version, reason });
      return { faults, done: payload && ['The register is changed.'] };
    },
  });
};

/** Adds a system that is not in the register yet. */
export const openAdd = (desk: Desk): void => {
  const named = textField('Its id', { hint: 'As system@ORGANISATION, such as pharmacy@RWE' });
  const fields = systemFields(NOT_WRITTEN, false);
  openDialog(desk, {
    title: 'Add a system',
    words: 'A system that is known to hold records, whether or not an adapter reaches it.',
    fields: [named.group, ...fields.elements],
    act: 'Add',
    run: async (reason) => {
      const id = named.control.value.trim();
      const changes: SystemChange = { ...fields.changes() };
      if (id === '') return wrong('Its id is missing: it is system@ORGANISATION.');
      if (changes.name === undefined) return wrong('Its name is missing.');
      // A version of 0 says that it is not there: one that is there is refused, not overwritten.
      const { payload, faults } = await perform(desk.ask, ACT.register, { ...changes, id, version: 0, reason });
      return {
        faults,
        done: payload && [el('a', { href: hrefToSystem(id) }, changes.name), ' is in the register.'],
      };
    },
  });
};
