import { GraphRefusal } from '../../schema/errors';

/** What is wrong with the input stands in the payload, under the field it names; everything else is an error of the field. */
export const payload = async <K extends string>(
  name: K,
  fields: readonly string[],
  act: () => Promise<object>,
): Promise<object> => {
  try {
    return { [name]: await act(), userErrors: [] };
  } catch (error) {
    if (!(error instanceof GraphRefusal) || error.code !== 'BAD_USER_INPUT') throw error;
    const { code, message } = error;
    const field = fields.find((one) => message.startsWith(`${one} `) || message.startsWith(`${one}.`)) ?? null;
    return { [name]: null, userErrors: [{ code, message, field }] };
  }
};
