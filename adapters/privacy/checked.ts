import type { Role } from '../../schema/capabilities';
import type { PersonIdentity } from '../../schema/clinical/person';
import { GraphRefusal } from '../../schema/errors';
import { instanceParts } from '../../schema/identifiers';
import type { NewPrivacyDirective, RecordPart } from '../../schema/privacy';
import { systemOfKey } from '../../schema/record-key';
import type { Instant } from '../../schema/time';
import { SEALABLE } from '../access';
import type { SystemInstance } from '../ledger';

const WORDS = { least: 10, most: 500 } as const;

const wrong = (message: string): GraphRefusal => new GraphRefusal('BAD_USER_INPUT', message);

/** Throws GraphRefusal BAD_USER_INPUT for too few words, or too many. */
export const checkedReason = (text: string): string => {
  const reason = text.trim();
  if (reason.length < WORDS.least || reason.length > WORDS.most)
    throw wrong(`reason must be ${WORDS.least} to ${WORDS.most} characters`);
  return reason;
};

/** A record that only its system has a name for is that system's: said to be another's, it would match nothing. */
const checkRecord = ({ record, instance, organisation }: RecordPart): void => {
  const holder = systemOfKey(record ?? '');
  if (holder === undefined) return;
  if (instance !== undefined && instance !== holder) throw wrong('part.record is none of part.system');
  if (organisation !== undefined && instanceParts(holder).organisation !== organisation)
    throw wrong('part.record is none of part.organisation');
};

const checkPart = ({ kind, part = {} }: NewPrivacyDirective): void => {
  const isSeal = kind === 'sealed' || kind === 'sealed-and-locked';
  const named = Object.values(part).some((value) => value !== undefined);
  if (isSeal !== named)
    throw wrong(isSeal ? 'part is needed of a seal: which capability it closes' : 'part belongs to a seal alone');
  if (part.capability !== undefined && !SEALABLE.includes(part.capability))
    throw wrong(
      'part.capability cannot be sealed: who somebody is, and where they lie, must be found by those who care',
    );
  if (part.record !== undefined && part.capability === undefined)
    throw wrong('part.capability is needed with part.record');
  checkRecord(part);
};

/** A seal on holders nobody here ever asks would match nothing, and be taken for one that holds. Throws GraphRefusal BAD_USER_INPUT. */
export const checkHolders = (
  { part = {} }: NewPrivacyDirective,
  { generalPractice }: PersonIdentity,
  systems: readonly Pick<SystemInstance, 'name'>[],
): void => {
  const { organisation, instance } = part;
  if (instance !== undefined && !systems.some(({ name }) => name === instance))
    throw wrong('part.system is none that is known here');
  if (organisation === undefined) return;
  if (instance !== undefined && instanceParts(instance).organisation !== organisation)
    throw wrong('part.system is none of part.organisation');
  const held = systems.some(({ name }) => instanceParts(name).organisation === organisation);
  if (!held && organisation !== generalPractice) throw wrong('part.organisation is none that is known here');
};

/** What is put down, as it may be. Throws GraphRefusal BAD_USER_INPUT for what may not. */
export const checked = (
  directive: NewPrivacyDirective,
  role: Role,
  at: Instant,
): NewPrivacyDirective & { readonly from: Instant } => {
  // Taken back by nobody but the officer, it would shut the person out of their own care without a talk.
  if (directive.kind === 'very-restricted' && role === 'patient')
    throw wrong('kind is put down by the privacy officer alone: ask them to restrict the whole record');
  checkPart(directive);
  const from = directive.from ?? at;
  if (directive.until !== undefined && directive.until <= from) throw wrong('until must lie after from');
  return { ...directive, reason: checkedReason(directive.reason), from };
};
