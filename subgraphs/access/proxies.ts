import type { NhsNumber, PersonId } from '../../schema/identifiers';
import type { WhosePrivacy } from '../../schema/privacy';
import type { Proxy } from '../../schema/proxies';
import type { Instant } from '../../schema/time';
import type { Resolver } from '../subgraph';
import { payload } from '../user-errors';

interface WhoseArgs {
  readonly patient?: string | null;
  readonly nhsNumber?: NhsNumber | null;
}

interface RecordArgs extends WhoseArgs {
  readonly carerNhsNumber: NhsNumber;
  readonly carerName: string;
  readonly capabilities?: readonly string[] | null;
  readonly from?: Instant | null;
  readonly until?: Instant | null;
  readonly reason: string;
}

const FIELDS = ['patient', 'carerNhsNumber', 'carerName', 'capabilities', 'until', 'reason', 'id'];

const whoseOf = ({ patient, nhsNumber }: WhoseArgs): WhosePrivacy => ({
  ...(patient && { patient: patient as PersonId }),
  ...(nhsNumber && { nhsNumber }),
});

const proxyNode = ({ patient, ...proxy }: Proxy) => ({ ...proxy, patient: { id: patient } });

const recordProxy: Resolver<unknown, { input: RecordArgs }> = (_, { input }, { door, ask }) =>
  payload('proxy', FIELDS, async () => {
    const { carerNhsNumber, carerName, capabilities, from, until, reason } = input;
    const proxy = {
      ...whoseOf(input),
      ...{ carerNhsNumber, carerName, reason },
      ...(capabilities && { capabilities }),
      ...(from && { from }),
      ...(until && { until }),
    };
    return proxyNode(await door.access.proxies.record(proxy, ask));
  });

const endProxy: Resolver<unknown, { input: { id: string; reason: string } }> = (_, { input }, { door, ask }) =>
  payload('proxy', FIELDS, async () => proxyNode(await door.access.proxies.end(input.id, input.reason, ask)));

export const proxyMutations = { recordProxy, endProxy };

export const proxies: Resolver<unknown, WhoseArgs> = async (_, whose, { door, ask }) => ({
  nodes: (await door.access.proxies.of(whoseOf(whose), ask)).map(proxyNode),
});
