/** Says what is to be closed later. */
export type Later = (step: () => Promise<unknown>) => void;

/** Closes in the reverse order of opening, each once, whatever the others do. */
export const closer = (): { readonly later: Later; close(): Promise<void> } => {
  const steps: (() => Promise<unknown>)[] = [];
  let closing: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    for (const step of steps.reverse()) await step().catch(() => undefined);
  };
  return { later: (step) => void steps.push(step), close: () => (closing ??= run()) };
};
