import type { AccessFilter } from '../../schema/access';
import type { Identifier } from '../../schema/clinical/values';
import type { NhsNumber, PersonId } from '../../schema/identifiers';
import type { SubgraphContext } from '../subgraph';
import { lastDays, windowOf, type WindowArgs } from '../windows';

/** The filter as GraphQL gives it. */
export interface FilterArgs {
  readonly patient?: string | null;
  readonly nhsNumber?: NhsNumber | null;
  readonly identifier?: Identifier | null;
  readonly user?: string | null;
  readonly request?: string | null;
  readonly window?: WindowArgs | null;
}

/** Looked back over unless asked otherwise. */
export const DAYS = 90;

/** As the record of reads takes it: what is null or empty narrows nothing. The last 90 days unless asked otherwise. */
export const filterOf = (
  { patient, nhsNumber, identifier, user, request, window }: FilterArgs,
  context: SubgraphContext,
): AccessFilter => ({
  ...(patient && { patient: patient as PersonId }),
  ...(nhsNumber && { nhsNumber }),
  ...(identifier && { identifier }),
  ...(user && { user }),
  ...(request && { request }),
  window: windowOf(window, lastDays(context, DAYS)),
});
