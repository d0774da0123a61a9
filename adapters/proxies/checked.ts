import type { PersonCapability } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { GraphRefusal } from '../../schema/errors';
import type { NhsNumber } from '../../schema/identifiers';
import type { NewProxy } from '../../schema/proxies';
import type { Instant } from '../../schema/time';
import { ROLE_TABLE } from '../access';
import { checkedReason } from '../privacy';

const wrong = (message: string): GraphRefusal => new GraphRefusal('BAD_USER_INPUT', message);

/** What of a person a carer may read at all. */
const readable = (capability: string): capability is PersonCapability => {
  const { reads, ofAnybody } = ROLE_TABLE.carer;
  return reads.some((known) => known === capability && !ofAnybody.includes(known));
};

const checkedCapabilities = (given: readonly string[] | undefined): PersonCapability[] | null => {
  if (given === undefined) return null;
  const known = given.filter(readable);
  if (known.length === 0 || known.length < given.length)
    throw wrong('capabilities must each be one that carers read of a person');
  // Nobody reads a record without being told whose it is.
  return [...new Set<PersonCapability>(['demographics', ...known])];
};

const checkedName = (given: string): string => {
  const name = given.trim();
  if (name === '' || name.length > 200) throw wrong('carerName must be 1 to 200 characters');
  return name;
};

/** What is put down, as it may be. Throws GraphRefusal BAD_USER_INPUT for what may not. */
export const checked = (proxy: NewProxy, now: Instant) => {
  const from = proxy.from ?? now;
  const until = proxy.until ?? null;
  if (until !== null && until <= from) throw wrong('until must lie after from');
  return {
    ...{ carerNhsNumber: proxy.carerNhsNumber, carerName: checkedName(proxy.carerName), from, until },
    ...{ capabilities: checkedCapabilities(proxy.capabilities), reason: checkedReason(proxy.reason) },
  };
};

export const refuseSelf = ({ carerNhsNumber }: NewProxy, person: PersonIdentity): void => {
  if (person.nhsNumber === carerNhsNumber) throw wrong('carerNhsNumber is the person’s own: nobody is their own carer');
};

/** The number by which the person stays who they are, whomever they are merged with or parted from. */
export const numberOf = ({ nhsNumber, nhsNumberVerified }: PersonIdentity): NhsNumber => {
  if (nhsNumber === undefined || !nhsNumberVerified)
    throw wrong('patient has no NHS number that a source traced and none speaks against, by which a proxy is kept');
  return nhsNumber;
};
