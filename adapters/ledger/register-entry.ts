import { z } from 'zod';
import type { InstanceName } from '../../schema/identifiers';
import { SYSTEM_LIFECYCLES, SYSTEM_PHASES } from '../../schema/migration/register';
import { parseLocalDate, parsePartialDate, type PartialDate } from '../../schema/time';

const LONGEST = 4_000;
const MOST = 200;

/** Text that every table and every file can hold as it is: no half of a character, and not the one that PostgreSQL refuses. */
const words = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'is no text') })
  .min(1, 'is empty')
  .max(LONGEST, `has more than ${LONGEST} characters`)
  .refine((text) => !/[\p{Surrogate}\0]/u.test(text), 'holds what is no character');
/** Nothing said, an empty cell and an empty string are one. */
const optional = z.preprocess((text) => (text === '' || text === undefined ? null : text), words.nullable());
const dateAs = (parse: (text: string) => string | null, called: string) =>
  z.preprocess(
    (text) => (text === '' || text === undefined ? null : text),
    z
      .string()
      .refine((text) => parse(text) !== null, `is not ${called}`)
      .nullable(),
  );
const partialDate = dateAs(parsePartialDate, 'a year, month or day').transform((text) => text as PartialDate | null);

/** `system@ORGANISATION`. */
export const instanceName = z.custom<InstanceName>(
  (text) => typeof text === 'string' && /^[a-z][a-z0-9-]{0,60}@[A-Z0-9]{2,10}$/.test(text),
  { error: 'is not a system@ORGANISATION name' },
);

const once = <T>(values: readonly T[]): boolean => new Set(values).size === values.length;
const many = <S extends z.ZodType>(of: S) =>
  z.preprocess((value) => value ?? [], z.array(of).max(MOST, `has more than ${MOST}`).refine(once, 'names one twice'));

const phase = z.strictObject({
  phase: z.enum(SYSTEM_PHASES, { error: `is none of ${SYSTEM_PHASES.join(', ')}` }),
  plannedFrom: partialDate,
  actualFrom: partialDate,
  note: optional,
});

/** One system of the register's text. */
export const registerEntry = z.strictObject(
  {
    id: instanceName,
    name: words,
    organisationName: words,
    function: optional,
    supplier: optional,
    owner: optional,
    lifecycle: z.enum(SYSTEM_LIFECYCLES, { error: `is none of ${SYSTEM_LIFECYCLES.join(', ')}` }),
    phases: z.preprocess((value) => value ?? [], z.array(phase).max(20, 'has more than 20')),
    conditions: many(words),
    contractEnd: dateAs(parseLocalDate, 'a day'),
    yearlyCost: z.preprocess(
      (text) => (text === '' || text === undefined ? null : text),
      z
        .string()
        .regex(/^\d{1,15}(\.\d{1,4})?$/, 'is not an amount of pounds')
        .nullable(),
    ),
    retention: optional,
    dependants: many(words),
    replacedBy: many(instanceName),
  },
  { error: ({ code }) => (code === 'invalid_type' ? 'is no system' : undefined) },
);

/** A whole register: every system once. */
export const registerEntries = z
  .array(registerEntry, { error: 'is no list of systems' })
  .max(5_000, 'has more than 5000 systems')
  .refine((entries) => once(entries.map(({ id }) => id)), 'names a system twice');

/** What is wrong, by field, without the values. Of several systems `place` says which, by its position from 0. */
export const wrongWith = (error: z.ZodError, place: (position: number) => string = String): string =>
  error.issues
    .slice(0, 20)
    .map(({ path: [first, ...rest], message }) => {
      if (first === undefined) return message;
      if (typeof first !== 'number') return `${[first, ...rest].map(String).join('.')} ${message}`;
      return `${place(first)}: ${[rest.map(String).join('.'), message].filter((part) => part !== '').join(' ')}`;
    })
    .join('; ');
