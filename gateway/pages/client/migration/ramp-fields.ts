import { el, fill, freshId } from '../dom';
import { textField } from '../form-parts';
import type { WholeRoute } from './route-answers';
import type { Desk } from './desk';
import { MOVE_PREVIEW, type Move } from './route-queries';

/** How much of a ramp: a share of people, or sites by name. */
export interface RampFields {
  readonly element: HTMLElement;
  /** Null where nothing fit was chosen yet. */
  read(): Pick<Move, 'percent' | 'sites'> | null;
  /** What to say then. */
  readonly missing: string;
}

const byPerson = (route: WholeRoute, changed: () => void): RampFields => {
  const percent = textField('Per cent of people', { hint: '1 to 99', inputmode: 'numeric' });
  percent.control.value = String(route.percent ?? 1);
  percent.control.addEventListener('change', changed);
  return {
    element: el('div', {}, percent.group),
    read: () => {
      const share = Number(percent.control.value);
      return Number.isInteger(share) && share >= 1 && share <= 99 ? { percent: share } : null;
    },
    missing: 'Say how many per cent of people: 1 to 99.',
  };
};

const bySite = ({ ask }: Desk, route: WholeRoute, changed: () => void): RampFields => {
  const boxes = new Map<string, HTMLInputElement>();
  const list = el('div', { class: 'migration-sites' }, 'Asking which sites there are');
  const others = textField('Other sites', { hint: 'As ORGANISATION|code, separated by commas' });
  others.control.addEventListener('change', changed);
  const offer = async (): Promise<void> => {
    // What a whole move would take along is every site that there is to choose from; of a route that is live, the way back.
    const stage = route.stage === 'LIVE' ? 'OFF' : 'LIVE';
    const told = (await ask(MOVE_PREVIEW, { input: { route: route.id, stage } })).data?.routeMovePreview ?? null;
    const sites = [...new Set([...route.sites, ...(told?.sites ?? [])])].sort();
    for (const site of sites) {
      const box = el('input', { type: 'checkbox', class: 'console-check', id: freshId('site'), change: changed });
      box.checked = route.sites.includes(site);
      boxes.set(site, box);
    }
    fill(
      list,
      told === null && el('p', {}, 'Which sites there are could not be read: name them below.'),
      ...[...boxes].map(([site, box]) => el('div', { class: 'console-line' }, box, el('label', { for: box.id }, site))),
    );
    changed();
  };
  void offer();
  return {
    element: el(
      'fieldset',
      { class: 'nhsuk-fieldset' },
      el(
        'legend',
        { class: 'nhsuk-fieldset__legend nhsuk-fieldset__legend--s' },
        'Sites that the candidate answers for',
      ),
      list,
      others.group,
    ),
    read: () => {
      const typed = others.control.value.split(',').map((each) => each.trim());
      const ticked = [...boxes].flatMap(([site, box]) => (box.checked ? [site] : []));
      const sites = [...new Set([...ticked, ...typed.filter((each) => each !== '')])];
      return sites.length === 0 ? null : { sites };
    },
    missing: 'Choose at least one site.',
  };
};

/** The fields that a ramp needs, as its capability moves: person by person, or site by site. */
export const rampFields = (desk: Desk, route: WholeRoute, changed: () => void): RampFields =>
  route.rampUnit === 'SITE' ? bySite(desk, route, changed) : byPerson(route, changed);
