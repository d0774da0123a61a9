import { ENVIRONMENT_VARIABLES, type Environment } from './environment';
import { FEED_PORTS, SettingsError, type Estate } from './estate';

const NUMBER = /^\d{1,5}$/;
const HIGHEST = 65_535;

type Port =
  { readonly kind: 'number'; readonly number: number } | { readonly kind: 'problem'; readonly problem: string };

const problem = (text: string): Port => ({ kind: 'problem', problem: text });

/** What the environment says of a port goes before what the settings file says of it. */
const portOf = (name: string, estate: Estate, environment: Environment): Port => {
  const ours = FEED_PORTS.find((each) => each === name);
  const declared = estate.listeners?.[name]?.port;
  if (ours !== undefined)
    return declared === undefined
      ? { kind: 'number', number: environment[ours] }
      : problem(`listeners.${name}.port: ${name} has a number by default; the environment changes it`);
  if (ENVIRONMENT_VARIABLES.includes(name)) return problem(`listeners.${name}: is a variable with another meaning`);
  const given = environment.otherPorts?.[name];
  if (given !== undefined)
    return NUMBER.test(given) && Number(given) <= HIGHEST
      ? { kind: 'number', number: Number(given) }
      : problem(`environment.${name}: is not a port from 0 to ${HIGHEST}`);
  return declared === undefined
    ? problem(`listeners.${name}.port: is missing; feeds name ${name}, and nothing says which number it is`)
    : { kind: 'number', number: declared };
};

/** Every port of a feed that has no number, a wrong one, or another's. A 0 is any free port, and nobody's. */
export const feedPortProblems = (estate: Estate, environment: Environment): string[] => {
  const first = new Map<number, string>();
  return [...new Set(estate.feeds.map(({ port }) => port))].flatMap((name) => {
    const port = portOf(name, estate, environment);
    if (port.kind === 'problem') return [port.problem];
    const other = port.number === 0 ? undefined : first.get(port.number);
    first.set(port.number, other ?? name);
    return other === undefined
      ? []
      : [`listeners.${name}: is port ${port.number}, and so is ${other}; feeds that share a port share its name`];
  });
};

/** The number of the port that a feed names. Throws {@link SettingsError} where it has none. */
export const portOfFeed = (
  { port: name }: Pick<Estate['feeds'][number], 'port'>,
  estate: Estate,
  environment: Environment,
): number => {
  const port = portOf(name, estate, environment);
  if (port.kind === 'problem') throw new SettingsError([port.problem]);
  return port.number;
};
