import type { TraceStatus } from '../../schema/clinical/person';
import type { PersonFacts, Patch } from '../../schema/events';
import type { Segment } from '../wire/hl7v2/message';
import { patchOf, said } from './patch';

const PID_32 = 32;

const codesOf = (pid: Segment): readonly string[] =>
  Array.from({ length: pid.repetitions(PID_32) }, (_, at) => pid.text(PID_32, 1, at + 1).toUpperCase());

const traceStatusOf = (code: string): TraceStatus | undefined =>
  /^NSTS0[1-8]$/.test(code) ? (code.slice(4) as TraceStatus) : undefined;

/** PID-32 (ITK): `NSTS01`..`NSTS08` NHS number trace status; `UD` default and `ED` estimated birth date. Repeats. */
export const identityReliability = (pid: Segment): Patch<Pick<PersonFacts, 'traceStatus' | 'birthDateEstimated'>> =>
  patchOf<Pick<PersonFacts, 'traceStatus' | 'birthDateEstimated'>>({
    traceStatus: said(pid, PID_32, () =>
      codesOf(pid)
        .map(traceStatusOf)
        .find((status) => status !== undefined),
    ),
    birthDateEstimated: said(pid, PID_32, () => codesOf(pid).some((code) => code === 'UD' || code === 'ED')),
  });
