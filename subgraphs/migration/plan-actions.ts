import type { InstanceName } from '../../schema/identifiers';
import type { RegisteredSystem } from '../../schema/migration/register';
import type { Resolver } from '../subgraph';
import { systemNode } from './system-node';
import { orUserErrors } from '../user-errors';

const FIELDS = ['condition', 'system', 'reason', 'override'];

const changed = (work: () => Promise<RegisteredSystem>) =>
  orUserErrors<{ system: object | null }>(FIELDS, { system: null }, async () => ({ system: systemNode(await work()) }));

interface SettleArgs {
  readonly input: { readonly condition: string; readonly met: boolean; readonly reason: string };
}

interface SystemArgs {
  readonly input: { readonly system: string; readonly reason: string; readonly override?: boolean | null };
}

const NOT_RETIRED = { system: null as object | null, gate: null as object | null, waitsForSecond: false };

export const planMutations = {
  settleCondition: ((_, { input: { condition, met, reason } }, { door, ask }) =>
    changed(() => door.migration.plan.settleCondition(condition, met, reason, ask))) satisfies Resolver<
    unknown,
    SettleArgs
  >,
  signOff: ((_, { input: { system, reason } }, { door, ask }) =>
    changed(() => door.migration.plan.signOff(system as InstanceName, reason, ask))) satisfies Resolver<
    unknown,
    SystemArgs
  >,
  retireSystem: (async (_, { input: { system, reason, override } }, { door, ask }) => {
    const name = system as InstanceName;
    const payload = await orUserErrors(FIELDS, NOT_RETIRED, async () => {
      const { done, ...retirement } = await door.migration.plan.retire(name, reason, override === true, ask);
      const { gate: obstacles, waitsForSecond } = retirement;
      return {
        system: retirement.system && systemNode(retirement.system),
        gate: { system, open: obstacles.length === 0, obstacles } as object | null,
        waitsForSecond,
        refused: !done && !waitsForSecond ? obstacles.length : 0,
      };
    });
    const refused = 'refused' in payload ? payload.refused : 0;
    const why = {
      code: 'BAD_USER_INPUT',
      field: 'system',
      message: `${system} is not retired: ${refused} obstacles stand, and the gate names them.`,
    };
    return refused === 0 ? payload : { ...payload, userErrors: [why] };
  }) satisfies Resolver<unknown, SystemArgs>,
};
