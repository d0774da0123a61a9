import { el, fill } from '../dom';
import type { FaultBox } from '../fault-box';
import type { AskGraph } from '../graph';
import { mayBeDone } from '../may-be-done';
import { nhsNumberField } from '../nhs-number-field';
import { say } from '../say';
import { carerForm, directiveForm } from './standing-forms';
import { STANDING, STANDING_ACT, type Acting } from './standing-queries';
import { carerTable, directiveTable } from './standing-tables';

export interface StandingPart {
  readonly element: HTMLElement;
  /** Another signed in: what the one before was shown goes. */
  forget(): void;
}

/** Marks, seals and carers of one person: what stands, what has ended, and the privacy officer's forms. */
export const standing = (ask: AskGraph, fault: FaultBox['show']): StandingPart => {
  const shown = el('div');
  /** Raised with each asking, and with each sign-in: an answer to another is nobody's any more. */
  let turn = 0;
  const number = nhsNumberField('NHS number of the person');
  const heading = el(
    'h2',
    { class: 'nhsuk-heading-m', tabindex: -1, id: 'standing-heading' },
    'Marks, seals and carers of one person',
  );

  const show = async (nhsNumber: string): Promise<boolean> => {
    const mine = (turn += 1);
    const { data, faults } = await ask(STANDING, { nhsNumber });
    if (mine !== turn) return false;
    const [directives, carers] = [data?.privacyDirectives?.nodes ?? null, data?.proxies?.nodes ?? null];
    const told = directives !== null || carers !== null;
    fault(faults, { partial: told, focus: !told });
    const doing =
      <Input>(document: Acting<Input>, what: 'begins' | 'ends') =>
      (input: Input): void =>
        void act(document, input, nhsNumber, what);
    fill(
      shown,
      directives && directiveTable(directives, doing(STANDING_ACT.endDirective, 'ends')),
      directives && directiveForm(nhsNumber, doing(STANDING_ACT.putDirective, 'begins')),
      carers && carerTable(carers, doing(STANDING_ACT.endProxy, 'ends')),
      carers && carerForm(nhsNumber, doing(STANDING_ACT.recordProxy, 'begins')),
    );
    if (told) say('What stands is shown');
    return told;
  };

  const act = async <Input>(
    document: Acting<Input>,
    input: Input,
    nhsNumber: string,
    what: 'begins' | 'ends',
  ): Promise<void> => {
    const { data, faults } = await ask(document, { input });
    const wrong = (data?.payload?.userErrors ?? []).map(({ message }) => ({
      ...{ code: 'BAD_USER_INPUT', message, ref: null },
    }));
    const unsure = data?.payload ? [] : mayBeDone(faults, 'Show what stands again before it is done again.');
    const all = [...faults, ...wrong, ...unsure];
    // Somebody else may have ended it since it was shown.
    if (wrong.length > 0 && what === 'ends') await show(nhsNumber);
    if (all.length > 0 || !data?.payload) return fault(all, { partial: false, focus: true });
    if (!(await show(nhsNumber))) return;
    say('It is on record, and holds from the next read on');
    heading.focus();
  };

  const element = el(
    'section',
    { 'aria-labelledby': 'standing-heading' },
    heading,
    el('p', {}, 'What narrows who may read, and who may read as a carer. It holds from the next read on.'),
    el(
      'form',
      {
        class: 'console-search',
        autocomplete: 'off',
        'aria-labelledby': 'standing-heading',
        submit: (event) => {
          event.preventDefault();
          const nhsNumber = number.control.value.trim();
          if (nhsNumber === '') number.control.focus();
          else void show(nhsNumber);
        },
      },
      el('div', { class: 'console-fields' }, number.group),
      el('button', { class: 'nhsuk-button nhsuk-button--small', type: 'submit' }, 'Show what stands'),
    ),
    shown,
  );
  const forget = (): void => {
    turn += 1;
    number.control.value = '';
    fill(shown);
  };
  return { element, forget };
};
