import { textField, type Field } from './form-parts';

/** A field for an NHS number, with or without the usual gaps. A form with anything else in it says so, and is not sent. */
export const nhsNumberField = (label: string, hint?: string): Field<HTMLInputElement> => {
  const field = textField(label, { ...(hint !== undefined && { hint }), inputmode: 'numeric' });
  field.control.pattern = '[\\s\\-]*(\\d[\\s\\-]*){10}';
  field.control.title = 'An NHS number has ten digits';
  return field;
};
