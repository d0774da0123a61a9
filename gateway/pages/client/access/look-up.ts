import { hospitalNumberSystem } from '../../../../schema/identifiers';
import { el } from '../dom';
import { textField } from '../form-parts';
import { londonEarliest, londonLatest } from '../london-time';
import { nhsNumberField } from '../nhs-number-field';
import type { LogFilter } from './queries';

export interface LookUp {
  readonly element: HTMLFormElement;
}

const fields = () => ({
  nhsNumber: nhsNumberField('NHS number'),
  hospitalNumber: textField('Hospital number'),
  organisation: textField('Its hospital', { hint: 'ODS code, such as RWE' }),
  user: textField('User id'),
  request: textField('Request id'),
  from: textField('From', { type: 'datetime-local', hint: '90 days ago unless given' }),
  to: textField('Until', { type: 'datetime-local' }),
});

/** The form by which reads are looked for. What is typed into it stays in it: never in the address, nor in storage. */
export const lookUp = (asked: (filter: LogFilter) => void): LookUp => {
  const all = fields();
  const value = (name: keyof typeof all): string => all[name].control.value.trim();
  const read = (): LogFilter => {
    const from = londonEarliest(value('from'));
    const to = londonLatest(value('to'));
    const system = hospitalNumberSystem(value('organisation'));
    return {
      ...(value('nhsNumber') !== '' && { nhsNumber: value('nhsNumber') }),
      ...(value('hospitalNumber') !== '' && { identifier: { system, value: value('hospitalNumber') } }),
      ...(value('user') !== '' && { user: value('user') }),
      ...(value('request') !== '' && { request: value('request') }),
      ...((from ?? to) && { window: { ...(from && { from }), ...(to && { to }) } }),
    };
  };
  // A hospital number is nobody's until it is said of which hospital: nothing found would read as nobody looked.
  all.hospitalNumber.control.addEventListener('input', () => {
    all.organisation.control.required = value('hospitalNumber') !== '';
  });
  const element = el(
    'form',
    {
      class: 'console-search',
      autocomplete: 'off',
      'aria-label': 'Look up reads',
      submit: (event) => {
        event.preventDefault();
        asked(read());
      },
    },
    el('div', { class: 'console-fields' }, ...Object.values(all).map(({ group }) => group)),
    el('button', { class: 'nhsuk-button nhsuk-button--small', type: 'submit' }, 'Look up'),
  );
  return { element };
};
