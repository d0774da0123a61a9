import { GraphRefusal } from '../schema/errors';

/** What is wrong with the input stands in the payload, with the field that its words begin with; everything else is an error of the field. */
export const orUserErrors = async <T extends object>(
  fields: readonly string[],
  nothing: T,
  work: () => Promise<T>,
): Promise<T & { readonly userErrors: readonly object[] }> => {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (!(error instanceof GraphRefusal) || error.code !== 'BAD_USER_INPUT') throw error;
    const { code, message } = error;
    const field = fields.find((name) => message.startsWith(`${name} `) || message.startsWith(`${name}.`)) ?? null;
    return { ...nothing, userErrors: [{ code, message, field }] };
  }
};

/** The same of a payload of one field. */
export const payload = (
  name: string,
  fields: readonly string[],
  work: () => Promise<object>,
): Promise<{ readonly userErrors: readonly object[] }> =>
  orUserErrors<Readonly<Record<string, object | null>>>(fields, { [name]: null }, async () => ({
    [name]: await work(),
  }));
