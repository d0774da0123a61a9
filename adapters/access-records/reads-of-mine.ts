import type { AccessFilter, AccessRecords, ReadOfMine } from '../../schema/access';
import type { Ask, Viewer } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { GraphRefusal } from '../../schema/errors';
import type { PersonId } from '../../schema/identifiers';
import type { IdentityIndex } from '../identity';
import type { Relationships } from '../relationships';

export interface WhoseMeans {
  readonly identity: Pick<IdentityIndex, 'find' | 'byIds'>;
  readonly relationships: Relationships;
}

/** One sentence for every way of asking about somebody else: it must not tell who is known here. */
const notYours = (): GraphRefusal => new GraphRefusal('FORBIDDEN', 'Only your own record can be asked about.');

const selfOf = async (ask: Ask, { identity }: WhoseMeans): Promise<readonly PersonIdentity[]> => {
  const { nhsNumber } = ask.viewer;
  if (nhsNumber === undefined) return [];
  const finding = await identity.find({ by: 'nhsNumber', nhsNumber });
  return finding.kind === 'one' ? [finding.person] : [];
};

const ofProxy = async (ask: Ask, { identity, relationships }: WhoseMeans): Promise<readonly PersonIdentity[]> => {
  const proxies = await relationships.proxiesOf(ask.viewer);
  const people = proxies.length === 0 ? [] : await identity.byIds(proxies);
  // Whoever is very restricted is told of to nobody but themself, and a proxy is somebody else.
  return people.flatMap((person) => (person && person.veryRestricted !== true ? [person] : []));
};

/** The one person whose reads the viewer may see: themself, or whom they hold proxy for. Throws GraphRefusal. */
export const whoseReads = async (
  ask: Ask,
  patient: PersonId | undefined,
  means: WhoseMeans,
): Promise<PersonIdentity> => {
  const isCarer = ask.viewer.role === 'carer';
  const candidates = await (isCarer ? ofProxy(ask, means) : selfOf(ask, means));
  const standings = await means.relationships.of(ask.viewer, candidates);
  // The record of reads tells of the whole record: a proxy for a part of it does not reach that far.
  const own = candidates.filter((_, at) => {
    const standing = standings[at];
    return standing?.bases.has(isCarer ? 'proxy' : 'self') && standing.proxyFor === undefined;
  });
  const meant = patient === undefined ? own : own.filter(({ id, mergedIds }) => [id, ...mergedIds].includes(patient));
  const [person, another] = meant;
  if (!person) throw notYours();
  if (another) throw new GraphRefusal('BAD_USER_INPUT', 'patient is needed: there are several you may ask about');
  return person;
};

/** As a patient is told of it: whoever looked, by role and organisation. */
export const asToldToPatient = ({ reads }: { readonly reads: Awaited<ReturnType<AccessRecords['log']>> }) => ({
  reads: reads.events.map(({ at, role, organisation, purpose, capabilities, outcome }): ReadOfMine => ({
    ...{ at, role, organisation, purpose, capabilities, outcome },
  })),
  hasNextPage: reads.hasNextPage,
  endCursor: reads.endCursor,
});

/** The log of a record: the viewer's own looks are no news to them; those of a carer, or of another sign-in, are. */
export const ownFilter = (viewer: Viewer, window: AccessFilter['window']): AccessFilter => ({
  window,
  withoutUser: viewer.userId,
});
