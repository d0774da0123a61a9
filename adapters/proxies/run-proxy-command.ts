import type { Ask } from '../../schema/capabilities';
import type { Proxies, Proxy } from '../../schema/proxies';
import type { ProxyCommand } from './proxy-arguments';

const lineOf = ({ id, carerName, capabilities, from, until, endedAt, endedRole }: Proxy): string =>
  [
    ...[id, carerName ?? 'no name', capabilities?.join(' ') ?? 'the whole record', `from ${from}`],
    ...(until === null ? [] : [`until ${until}`]),
    ...(endedAt === null ? [] : [`ended ${endedAt} by the ${endedRole ?? 'unknown'}`]),
  ].join('  ');

const outcome = (proxies: readonly Proxy[]) => ({
  lines: proxies.length === 0 ? ['Nobody holds proxy.'] : proxies.map(lineOf),
  json: proxies,
  exitCode: 0,
});

/** What the graph would do, said in lines. Throws GraphRefusal as the graph would refuse. */
export const runProxyCommand = async (proxies: Proxies, command: ProxyCommand, ask: Ask) => {
  switch (command.what) {
    case 'list':
      return outcome(await proxies.of({ nhsNumber: command.nhsNumber }, ask));
    case 'record':
      return outcome([await proxies.record(command.proxy, ask)]);
    case 'end':
      return outcome([await proxies.end(command.id, command.reason, ask)]);
  }
};
