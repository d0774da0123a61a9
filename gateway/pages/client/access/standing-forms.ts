import { el } from '../dom';
import { choice, textField } from '../form-parts';
import { londonEarliest, londonLatest } from '../london-time';
import { nhsNumberField } from '../nhs-number-field';
import { foldedForm } from './folded-form';
import type { DirectiveInput, ProxyInput } from './standing-queries';
import { KINDS } from './standing-tables';

/**
 * From when until when. Where the clocks change, a time may be meant in two ways: what narrows who may read begins as
 * early and ends as late as it may, what lets somebody read begins as late and ends as early.
 */
const term = (does: 'narrows' | 'opens') => {
  const [beginOf, endOf] = does === 'narrows' ? [londonEarliest, londonLatest] : [londonLatest, londonEarliest];
  const from = textField('From', { type: 'datetime-local', hint: 'Now unless given' });
  const until = textField('Until', { type: 'datetime-local', hint: 'Until it is ended unless given' });
  return {
    groups: [from.group, until.group],
    read: (): { readonly from?: string; readonly until?: string } => {
      const [begin, end] = [beginOf(from.control.value), endOf(until.control.value)];
      return { ...(begin && { from: begin }), ...(end && { until: end }) };
    },
  };
};

/** Puts down a mark of the whole record, or a seal of a part. */
export const directiveForm = (nhsNumber: string, put: (input: DirectiveInput) => void): HTMLElement => {
  const kind = choice('What', KINDS);
  const capability = textField('Capability', { hint: 'Such as lab-reports' });
  const organisation = textField('Held by', { hint: 'ODS code, such as RWE' });
  const system = textField('Held in', { hint: 'Such as lims@RWE' });
  const record = textField('One record', { hint: 'Its id, with its capability; all of them unless given' });
  const part = el(
    'div',
    { class: 'console-fields' },
    ...[capability, organisation, system, record].map(({ group }) => group),
  );
  const isSeal = (): boolean => kind.control.value.startsWith('SEALED');
  kind.control.addEventListener('change', () => {
    part.hidden = !isSeal();
  });
  const when = term('narrows');
  const read = (): DirectiveInput['part'] => {
    const [what, held, from, one] = [capability, organisation, system, record].map(({ control }) =>
      control.value.trim(),
    );
    return {
      ...(what && { capability: what }),
      ...(held && { organisation: held }),
      ...(from && { system: from }),
      ...(one && { record: one }),
    };
  };
  return foldedForm(
    'Narrow who may read',
    [kind.group, part, el('div', { class: 'console-fields' }, ...when.groups)],
    'Put it down',
    (reason) => {
      const sealed = isSeal() ? read() : undefined;
      put({ nhsNumber, kind: kind.control.value, ...(sealed && { part: sealed }), ...when.read(), reason });
    },
  );
};

/** Lets a carer read. */
export const carerForm = (nhsNumber: string, put: (input: ProxyInput) => void): HTMLElement => {
  const name = textField('Name of the carer');
  const number = nhsNumberField('NHS number of the carer');
  const what = textField('Only these capabilities', { hint: 'With commas, such as appointments; all unless given' });
  const when = term('opens');
  return foldedForm(
    'Let a carer read',
    [el('div', { class: 'console-fields' }, name.group, number.group, what.group, ...when.groups)],
    'Let them read',
    (reason) => {
      const only = what.control.value.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
      put({
        ...{ nhsNumber, carerName: name.control.value.trim(), carerNhsNumber: number.control.value.trim() },
        ...(only.length > 0 && { capabilities: only }),
        ...when.read(),
        reason,
      });
    },
  );
};
