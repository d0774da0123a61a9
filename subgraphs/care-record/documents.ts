import type { GraphQLResolveInfo } from 'graphql';
import type { DocumentReference } from '../../schema/clinical/care-record';
import { askPerson, personById } from '../asking';
import type { PageArgs } from '../connection';
import type { PatientReference } from '../person-list';
import { listOf } from '../records';
import type { SubgraphContext } from '../subgraph';
import { lastDays, windowOf, within, type WindowArgs } from '../windows';
import { newest } from './newest';

/**
 * Letters and other documents of a period. A system that is asked for a period leaves out what has no date, so it is
 * asked for one only when the client was; the last twelve months are picked out here, beside all that has no date.
 */
export const documents = async (
  { id }: PatientReference,
  { window: asked, ...page }: PageArgs & { window?: WindowArgs | null },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object | null> => {
  const person = await personById(context, id);
  if (!person) return null;
  const window = windowOf(asked, lastDays(context, 365));
  const isAsked = Boolean(asked?.from ?? asked?.to);
  return listOf(
    context,
    info,
    {
      answers: await askPerson(context, 'documents', person, isAsked ? { window } : {}),
      kind: 'document',
      args: page,
      order: newest(({ created }: DocumentReference) => created),
      window,
      keep: ({ created }) => (created === undefined ? !isAsked : within(window, created)),
    },
    (document) => ({ ...document }),
  );
};
