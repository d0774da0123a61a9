import { wardStub } from '../places';
import type { SubgraphContext } from '../subgraph';

/** Who is asking, as the verified token says: nothing of it comes from a header. */
export const viewer = (_: unknown, __: unknown, context: SubgraphContext): object => {
  const { name, role, organisation, wards } = context.ask.viewer;
  return { name, role, organisation, wards: wards.map((ward) => wardStub(context, ward)) };
};
