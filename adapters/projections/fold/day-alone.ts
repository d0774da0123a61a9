import { dayOf, isInstant, lastMomentOf, startOfLondonDay } from '../../../schema/time';
import type { Instant, LocalDate } from '../../../schema/time';

type Told = Instant | LocalDate;

/**
 * What is known of when something was, once a message says the day alone: the moment that was told before, of the same
 * day; else the message's own, where it tells of what happened that day (`happened`).
 */
export const onItsDay = (told: Told, known: Told | undefined, happened: Instant | undefined): Told => {
  if (isInstant(told)) return told;
  if (known !== undefined && isInstant(known) && dayOf(known) === told) return known;
  return happened !== undefined && dayOf(happened) === told ? happened : told;
};

export const firstOf = (told: Told | undefined): Instant | undefined =>
  told === undefined || isInstant(told) ? told : startOfLondonDay(told);

export const lastOf = (told: Told | undefined): Instant | undefined =>
  told === undefined || isInstant(told) ? told : (lastMomentOf(told) ?? undefined);

/** The day, where it is all that is known. */
export const dayAlone = (told: Told | undefined): LocalDate | undefined =>
  told === undefined || isInstant(told) ? undefined : told;
