/** What a document is answered with, and what it is asked with: known to the compiler only. */
export type Document<Data, Variables> = string & { readonly data?: Data; readonly variables?: Variables };

/** An error of the graph, or of the way there. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  /** What an operator finds it by in the log. */
  readonly ref: string | null;
}

/** Data and errors may stand side by side: a partial answer is shown, and said to be one. */
export interface Answer<Data> {
  readonly data: Data | null;
  readonly faults: readonly Fault[];
}

export type AskGraph = <Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
) => Promise<Answer<Data>>;

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { code?: string; ref?: string } }[];
}

const faultsOf = (body: Body<unknown>): Fault[] =>
  (body.errors ?? []).map(({ message, extensions }) => ({
    code: extensions?.code ?? 'INTERNAL',
    message,
    ref: extensions?.ref ?? null,
  }));

const UNREACHED: Fault = {
  code: 'NO_ANSWER',
  message: 'Causeway did not answer. What is shown is as it was.',
  ref: null,
};

const UNSIGNED: Fault = { code: 'UNAUTHENTICATED', message: 'Sign in to ask the graph.', ref: null };

/** Asks the graph with the token of the moment. Never throws for what a server or a network may do. */
export const graph =
  (token: () => Promise<string>): AskGraph =>
  async (document, variables) => {
    try {
      const bearer = await token();
      if (bearer === '') return { data: null, faults: [UNSIGNED] };
      const response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
        body: JSON.stringify({ query: document, variables }),
      });
      const body = (await response.json()) as Body<never>;
      return { data: body.data ?? null, faults: faultsOf(body) };
    } catch {
      return { data: null, faults: [UNREACHED] };
    }
  };

export const needsSignIn = (faults: readonly Fault[]): boolean => faults.some(({ code }) => code === 'UNAUTHENTICATED');
