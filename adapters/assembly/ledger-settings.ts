import { readFileSync } from 'node:fs';
import { ALL_CAPABILITIES, type Capability } from '../../schema/capabilities';
import { instanceParts, parseOdsCode, type OdsCode } from '../../schema/identifiers';
import type { RegisterEntry } from '../../schema/migration/register';
import {
  readRegister,
  RECORD_ROLES,
  type LedgerSettings,
  type RecordRole,
  type RouteSetting,
  type SystemInstance,
} from '../ledger';
import { KINDS } from '../registry';
import { SettingsError, type Estate } from '../settings/estate';

const capabilitiesOf = (provides: object): readonly Capability[] =>
  ALL_CAPABILITIES.filter((capability) => capability in provides);

const organisationOf = (instance: string): OdsCode => {
  const code = parseOdsCode(instance.slice(instance.lastIndexOf('@') + 1));
  if (!code) throw new SettingsError([`${instance}: what follows @ is not an ODS code`]);
  return code;
};

const roleOf = (text: string): RecordRole => {
  const role = RECORD_ROLES.find((known) => known === text);
  if (!role) throw new SettingsError([`routes: ${text} is not a role; there are ${RECORD_ROLES.join(', ')}`]);
  return role;
};

/** Systems and routes of the settings file, as the ledger takes them. */
export const ledgerSettings = (estate: Estate): LedgerSettings => {
  const names = new Map<string, string>(estate.organisations.map(({ code, name }) => [code, name]));
  const connected = estate.instances.map(({ name, systemName }): SystemInstance => ({
    name,
    kind: instanceParts(name).system,
    systemName,
    organisation: organisationOf(name),
    organisationName: names.get(organisationOf(name)) ?? organisationOf(name),
    lifecycle: 'live',
  }));
  const unconnected = estate.notConnected.map(({ instance, systemName }): SystemInstance => ({
    name: instance,
    kind: null,
    systemName,
    organisation: organisationOf(instance),
    organisationName: systemName,
    lifecycle: 'not-connected',
  }));
  const routes = estate.routes.flatMap(({ organisation, role, control, candidate, capabilities }) =>
    capabilities.map((capability): RouteSetting => ({
      organisation,
      capability,
      role: roleOf(role),
      control,
      needed: true,
      ...(candidate && { candidate }),
    })),
  );
  const gaps = estate.notConnected.flatMap(({ instance, role, needed, capabilities }) =>
    capabilities.map((capability): RouteSetting => ({
      organisation: organisationOf(instance),
      capability,
      role: roleOf(role),
      control: instance,
      needed,
    })),
  );
  return {
    systems: [...connected, ...unconnected],
    routes: [...routes, ...gaps],
    kinds: new Map(KINDS.map(({ kind }) => [kind.kind, capabilitiesOf(kind.provides)])),
  };
};

/** The register that the settings begin with; empty where they name none. Throws SettingsError. */
export const firstRegister = ({ register }: Estate): readonly RegisterEntry[] => {
  if (register === undefined) return [];
  try {
    return readRegister(readFileSync(register, 'utf8'), 'yaml');
  } catch (error) {
    throw new SettingsError([`register: ${error instanceof Error ? error.message : 'it cannot be read'}`]);
  }
};
