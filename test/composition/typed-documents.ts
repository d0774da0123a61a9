import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { BedStateDocument, PatientHeaderDocument } from '../../docs/queries/generated/graphql';

/** Posts a query and its variables, and hands back `data`. */
export type Send = (query: string, variables: unknown) => Promise<unknown>;

/** What a front end's client does with a typed document: the variables are checked, the answer has its type. */
const ask = async <Answer, Variables>(
  document: TypedDocumentNode<Answer, Variables>,
  variables: Variables,
  send: Send,
): Promise<Answer> => (await send(print(document), variables)) as Answer;

/** Compiled by `npm run typecheck`, which is the test: each line marked as an error must be one. */
export const headerOf = async (nhsNumber: string, send: Send): Promise<string> => {
  const { patient } = await ask(PatientHeaderDocument, { nhsNumber }, send);
  if (!patient) return 'Nobody is known by that number';
  const born: string | null | undefined = patient.birthDate;
  const restricted: boolean | null = patient.restricted;
  // @ts-expect-error: a crossing into another subgraph is nullable, and a front end must say what it shows then
  const allergies: number = patient.allergies.nodes.length;
  // @ts-expect-error: the query does not select it
  const deceased: unknown = patient.deceased;
  return [born, restricted, allergies, deceased].join(' ');
};

/** Never called: only its types are of interest. */
export const refused = async (send: Send): Promise<void> => {
  // @ts-expect-error: the number is needed
  await ask(PatientHeaderDocument, {}, send);
  // @ts-expect-error: wards are a list
  await ask(BedStateDocument, { wards: 'wd_1' }, send);
};
