import { el, freshId, type Child } from '../dom';
import { reasonField } from '../form-parts';

/** A form that stands folded under what it does. Nothing is done without a reason, which is kept with who and when. */
export const foldedForm = (
  summary: string,
  fields: readonly Child[],
  act: string,
  done: (reason: string) => void,
  label = 'Why',
): HTMLElement => {
  const heading = freshId('form');
  const reason = reasonField(label, '10 to 500 characters; kept with who and when');
  return el(
    'details',
    { class: 'nhsuk-details' },
    el(
      'summary',
      { class: 'nhsuk-details__summary' },
      el('span', { class: 'nhsuk-details__summary-text', id: heading }, summary),
    ),
    el(
      'form',
      {
        class: 'nhsuk-details__text',
        autocomplete: 'off',
        'aria-labelledby': heading,
        submit: (event) => {
          event.preventDefault();
          const said = reason.read();
          if (said !== null) done(said);
        },
      },
      ...fields,
      reason.group,
      el('button', { class: 'nhsuk-button nhsuk-button--small', type: 'submit' }, act),
    ),
  );
};
