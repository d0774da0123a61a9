import { html, type Markup } from './html';

/** One route as the landing page shows it. */
export interface Wrapping {
  readonly subgraph: string;
  /** `lab-reports`. */
  readonly capability: string;
  /** Whose record: an ODS code or a name. */
  readonly organisation: string;
  /** The system that answers today. */
  readonly today: string;
  /** True for a system that is named in the settings but that nothing here can ask; what it would hold is shown as missing. */
  readonly notConnected?: boolean;
  /** The system that is to take over; left out when none is planned. */
  readonly next?: string;
  /** Where the move stands: `off`, `shadow`, `ramp 10 %`, `live`, `retired`. */
  readonly stage?: string;
}

/** The members of each group, groups in the order of their first member. */
const grouped = <T>(members: readonly T[], keyOf: (member: T) => string): readonly (readonly [T, ...T[]])[] => {
  const groups = new Map<string, [T, ...T[]]>();
  for (const member of members) {
    const group = groups.get(keyOf(member));
    if (group) group.push(member);
    else groups.set(keyOf(member), [member]);
  }
  return [...groups.values()];
};

/** All that one system does for one subgraph and one organisation is one row: a newcomer reads systems, not routes. */
const sameRow = ({ subgraph, organisation, today, notConnected, next, stage }: Wrapping): string =>
  JSON.stringify([subgraph, organisation, today, notConnected ?? false, next ?? null, stage ?? null]);

const row = (routes: readonly [Wrapping, ...Wrapping[]], heading: Markup | ''): Markup => {
  const { organisation, today, notConnected, next, stage } = routes[0];
  return html`<tr>
    ${heading}
    <td>${today}${notConnected ? html` <span class="quiet">(not connected)</span>` : ''}</td>
    <td>${organisation}</td>
    <td>${routes.map(({ capability }) => capability.replaceAll('-', ' ')).join(', ')}</td>
    <td>
      ${next === undefined ? html`<span class="quiet">none planned</span>` : `${next}${stage === undefined ? '' : ` (${stage})`}`}
    </td>
  </tr>`;
};

const section = (routes: readonly [Wrapping, ...Wrapping[]]): Markup => {
  const rows = grouped(routes, sameRow);
  const heading = html`<th scope="rowgroup" rowspan="${rows.length}">${routes[0].subgraph}</th>`;
  return html`<tbody>
    ${rows.map((each, index) => row(each, index === 0 ? heading : ''))}
  </tbody>`;
};

/** Which subgraph wraps which system today, and which system is to replace it. */
export const wrappingTable = (wrappings: readonly Wrapping[]): Markup =>
  html`<div id="routes" class="wide" role="region" aria-labelledby="wrapping" tabindex="0">
    <table>
      <caption>
        Read from the routes as they stand now. In brackets, how far a replacement has come: off (named, not asked),
        shadow (asked and compared, not shown), ramp (shown for a share), live, retired.
      </caption>
      <thead>
        <tr>
          <th scope="col">Subgraph</th>
          <th scope="col">Wraps today</th>
          <th scope="col">For</th>
          <th scope="col">What it answers</th>
          <th scope="col">To be replaced by</th>
        </tr>
      </thead>
      ${grouped(wrappings, ({ subgraph }) => subgraph).map(section)}
    </table>
  </div>`;
