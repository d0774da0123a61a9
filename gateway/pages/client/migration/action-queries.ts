import type { Document } from '../graph';
import type { Gate, UserError } from './answers';
import { WAITING } from './estate-queries';
import type { WaitingLoosening, WaitingMove } from './route-answers';
import type { RegisterText, Window } from './plan-queries';
import type { Move } from './route-queries';
import type { SystemChange } from './system-change';

interface Refusable {
  readonly userErrors: readonly UserError[];
}

type Acting<Payload, Input> = Document<{ readonly payload: (Payload & Refusable) | null }, { readonly input: Input }>;

const act = <Payload, Input>(mutation: string, input: string, asked: string): Acting<Payload, Input> =>
  `mutation Migration${mutation}($input: ${input}!) {
  payload: ${mutation.charAt(0).toLowerCase()}${mutation.slice(1)}(input: $input) { ${asked} userErrors { field message } }
}`;

interface Moved {
  readonly routes: readonly { readonly id: string; readonly stage: string }[] | null;
  readonly waiting: WaitingMove | null;
  readonly loosening: WaitingLoosening | null;
}
const MOVED = `routes { id stage } ${WAITING}`;

interface Registered {
  readonly system: { readonly id: string } | null;
}
const REGISTERED = 'system { id }';

interface Reasoned {
  readonly reason: string;
}

/** Everything that the dashboard does, by its mutation. */
export const ACT = {
  move: act<Moved, Move & Reasoned & { readonly movedAt: string }>('MoveRoute', 'MoveRouteInput', MOVED),
  decide: act<Moved, Reasoned & { readonly move: string; readonly agree: boolean }>(
    'DecideMove',
    'DecideMoveInput',
    MOVED,
  ),
  candidate: act<Moved, Reasoned & { readonly route: string; readonly candidate: string }>(
    'PlanCandidate',
    'PlanCandidateInput',
    MOVED,
  ),
  secondApprover: act<Moved, Reasoned & { readonly route: string; readonly required: boolean }>(
    'RequireSecondApprover',
    'SecondApproverInput',
    MOVED,
  ),
  freeze: act<
    {
      readonly freeze: { readonly id: string; readonly to: string } | null;
      readonly loosening: { readonly id: string } | null;
    },
    Reasoned & { readonly route?: string; readonly from?: string; readonly to: string }
  >('FreezeChanges', 'FreezeInput', 'freeze { id to } loosening { id }'),
  endFreeze: act<{ readonly loosening: { readonly id: string } | null }, Reasoned & { readonly freeze: string }>(
    'EndFreeze',
    'EndFreezeInput',
    'loosening { id }',
  ),
  note: act<Moved, { readonly route: string; readonly words: string }>('AddRouteNote', 'RouteNoteInput', MOVED),
  budget: act<
    Moved,
    Reasoned & {
      readonly route: string;
      readonly errorPercent?: string;
      readonly latencyMs?: number;
      readonly severePercent?: string;
      readonly minimumSample?: number;
      readonly windowSeconds?: number;
    }
  >('SetRampBudget', 'RampBudgetInput', MOVED),
  register: act<Registered, Reasoned & SystemChange & { readonly id: string; readonly version: number }>(
    'RegisterSystem',
    'RegisterSystemInput',
    REGISTERED,
  ),
  settle: act<Registered, Reasoned & { readonly condition: string; readonly met: boolean }>(
    'SettleCondition',
    'SettleConditionInput',
    REGISTERED,
  ),
  signOff: act<Registered, Reasoned & { readonly system: string }>('SignOff', 'SignOffInput', REGISTERED),
  retire: act<
    Registered & { readonly gate: Gate | null; readonly waitsForSecond: boolean },
    Reasoned & { readonly system: string; readonly override?: boolean }
  >('RetireSystem', 'RetireSystemInput', `${REGISTERED} gate { open obstacles { kind words } } waitsForSecond`),
  rehearse: act<
    { readonly rehearsal: { readonly id: string; readonly asks: number } | null },
    Reasoned & { readonly route: string; readonly window?: Window; readonly most?: number }
  >('Rehearse', 'RehearseInput', 'rehearsal { id asks }'),
  reveal: act<
    {
      readonly control: string | null;
      readonly candidate: string | null;
      readonly patient: { readonly id: string } | null;
    },
    Reasoned & { readonly difference: string }
  >('RevealDifference', 'RevealDifferenceInput', 'control candidate patient { id }'),
  acknowledge: act<{ readonly alert: { readonly id: string } | null }, Reasoned & { readonly alert: string }>(
    'AcknowledgeAlert',
    'AcknowledgeAlertInput',
    'alert { id }',
  ),
  importRegister: act<
    { readonly systems: readonly { readonly id: string }[] | null },
    Reasoned & RegisterText & { readonly preview: string }
  >('ImportRegister', 'ImportRegisterInput', 'systems { id }'),
} as const;
