import { GraphRefusal } from '../../schema/errors';
import type { InstanceName, OdsCode } from '../../schema/identifiers';
import {
  REGISTER_FORMATS,
  SYSTEM_LIFECYCLES,
  SYSTEM_PHASES,
  type LifecyclePhase,
  type RegisterFormat,
  type SystemChange,
} from '../../schema/migration/register';
import type { PartialDate } from '../../schema/time';
import { enumValue } from '../scalars';
import type { Resolver } from '../subgraph';
import { everyRoute, systemById } from './loading';
import { routeNode } from './routes';
import { systemNode } from './system-node';
import { orUserErrors } from '../user-errors';

const known = <T extends string>(field: string, all: readonly T[], asked: string): T => {
  const found = all.find((one) => enumValue(one) === asked);
  if (found === undefined) throw new GraphRefusal('BAD_USER_INPUT', `${field} must be one that is known`);
  return found;
};

const formatOf = (asked: string): RegisterFormat => known('format', REGISTER_FORMATS, asked);

const registeredSystems: Resolver<unknown, { readonly organisation?: OdsCode | null }> = async (
  _,
  { organisation },
  { door, ask },
) => (await door.migration.register.systems(organisation ?? null, ask)).map(systemNode);

const registeredSystem: Resolver<unknown, { readonly id: InstanceName }> = async (_, { id }, context) => {
  const system = await systemById(context, id);
  return system && systemNode(system);
};

const registerExport: Resolver<unknown, { readonly format: string }> = (_, { format }, { door, ask }) =>
  door.migration.register.exportText(formatOf(format), ask);

interface TextArgs {
  readonly format: string;
  readonly text: string;
}

const registerImportPreview: Resolver<unknown, { readonly input: TextArgs }> = (
  _,
  { input: { format, text } },
  { door, ask },
) => door.migration.register.previewImport({ format: formatOf(format), text }, ask);

export const registerQueries = { registeredSystems, registeredSystem, registerExport, registerImportPreview };

interface PhaseArgs {
  readonly phase: string;
  readonly plannedFrom?: PartialDate | null;
  readonly actualFrom?: PartialDate | null;
  readonly note?: string | null;
}

interface SystemArgs extends Partial<
  Omit<
    SystemChange,
    'id' | 'phases' | 'lifecycle' | 'version' | 'reason' | 'name' | 'conditions' | 'dependants' | 'replacedBy'
  >
> {
  readonly id: InstanceName;
  readonly name?: string | null;
  readonly lifecycle?: string | null;
  readonly phases?: readonly PhaseArgs[] | null;
  readonly conditions?: readonly string[] | null;
  readonly dependants?: readonly string[] | null;
  readonly replacedBy?: readonly InstanceName[] | null;
  readonly version?: number | null;
  readonly reason: string;
}

const phaseOf = ({ phase, plannedFrom, actualFrom, note }: PhaseArgs): LifecyclePhase => ({
  phase: known('phases', SYSTEM_PHASES, phase),
  ...{ plannedFrom: plannedFrom ?? null, actualFrom: actualFrom ?? null, note: note ?? null },
});

/** What is not given stays; what is given as null is taken away, where it may be missing. */
const changeOf = (args: SystemArgs): SystemChange => {
  const { id, reason, name, lifecycle, phases, conditions, dependants, replacedBy, version, ...texts } = args;
  return {
    ...{ ...texts, id, reason },
    ...(name != null && { name }),
    ...(lifecycle != null && { lifecycle: known('lifecycle', SYSTEM_LIFECYCLES, lifecycle) }),
    ...(phases != null && { phases: phases.map(phaseOf) }),
    ...(conditions != null && { conditions }),
    ...(dependants != null && { dependants }),
    ...(replacedBy != null && { replacedBy }),
    ...(version != null && { version }),
  };
};

const FIELDS = [
  ...['id', 'name', 'function', 'supplier', 'owner', 'lifecycle', 'phases', 'conditions', 'contractEnd', 'yearlyCost'],
  ...['retention', 'dependants', 'replacedBy', 'version', 'reason', 'format', 'text', 'preview'],
];

const registerSystem: Resolver<unknown, { readonly input: SystemArgs }> = (_, { input }, { door, ask }) =>
  orUserErrors<{ readonly system: object | null }>(FIELDS, { system: null }, async () => ({
    system: systemNode(await door.migration.register.change(changeOf(input), ask)),
  }));

interface ImportArgs extends TextArgs {
  readonly reason: string;
  readonly preview?: string | null;
}

const importRegister: Resolver<unknown, { readonly input: ImportArgs }> = (_, { input }, { door, ask }) =>
  orUserErrors<{ readonly systems: readonly object[] | null }>(FIELDS, { systems: null }, async () => {
    const { format, text, reason, preview } = input;
    const changed = await door.migration.register.importText(
      { format: formatOf(format), text, reason, preview: preview ?? null },
      ask,
    );
    return { systems: changed.map(systemNode) };
  });

export const registerMutations = { registerSystem, importRegister };

const replacedBy: Resolver<{ readonly replacedBy: readonly InstanceName[] }> = async (
  { replacedBy: ids },
  _,
  context,
) => {
  const systems = await Promise.all(ids.map((id) => systemById(context, id)));
  return systems.flatMap((system) => (system ? [systemNode(system)] : []));
};

const routes: Resolver<{ readonly id: InstanceName }> = async ({ id }, _, context) =>
  (await everyRoute(context)).filter(({ control, candidate }) => control === id || candidate === id).map(routeNode);

export const registerFields = { RegisteredSystem: { replacedBy, routes } };
