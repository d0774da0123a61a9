import { el } from '../dom';
import { time } from '../times';
import type { AccessEvent, SeenPart } from './queries';

/** JSON with its lines broken, for people; the words are as they were. */
const legible = (content: string): string => JSON.stringify(JSON.parse(content), null, 2);

const partOf = ({ at, capability, system, patient, content }: SeenPart): HTMLElement =>
  el(
    'details',
    { class: 'nhsuk-details' },
    el(
      'summary',
      { class: 'nhsuk-details__summary' },
      el('span', { class: 'nhsuk-details__summary-text' }, `${capability}${system === null ? '' : ` from ${system}`}`),
    ),
    el(
      'div',
      { class: 'nhsuk-details__text' },
      el('p', {}, time(at), ' about ', patient === null ? 'a place' : el('code', {}, patient.id)),
      content === null
        ? el('p', {}, 'It is kept no longer, or is not what was sealed.')
        : el(
            'pre',
            { class: 'console-raw', tabindex: 0, 'aria-label': `What was shown of ${capability}` },
            legible(content),
          ),
    ),
  );

/** What one request was shown, as it was shown. */
export const seenView = (event: AccessEvent, parts: readonly SeenPart[], back: () => void): HTMLElement =>
  el(
    'section',
    { 'aria-labelledby': 'seen-heading' },
    el('h2', { class: 'nhsuk-heading-m', id: 'seen-heading', tabindex: -1 }, `As seen by ${event.userName}`),
    el(
      'p',
      {},
      'Request ',
      el('code', {}, event.request),
      ', ',
      time(event.at),
      '. What left Causeway then, after masking, whatever was corrected since.',
    ),
    parts.length === 0 ? el('p', {}, 'Nothing of a system was shown.') : null,
    ...parts.map(partOf),
    el(
      'button',
      { class: 'nhsuk-button nhsuk-button--secondary nhsuk-button--small', type: 'button', click: back },
      'Back to the requests',
    ),
  );
