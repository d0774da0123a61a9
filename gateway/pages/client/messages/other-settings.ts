import { el } from '../dom';

/** What is amiss where processes go by other settings than the one that answered, and what to do about it. */
export const otherSettings = (processes: readonly string[]): HTMLElement =>
  el(
    'div',
    { class: 'console-alerts' },
    el(
      'h3',
      { class: 'nhsuk-heading-xs' },
      processes.length === 1
        ? '1 process goes by other settings'
        : `${processes.length} processes go by other settings`,
    ),
    el(
      'p',
      { class: 'nhsuk-body-s nhsuk-u-margin-bottom-0' },
      `Than the one that answers this page: ${processes.join(', ')}. Each message is read by the settings of whoever works on it, and routes are those of whoever was started last. Give all the same CAUSEWAY_SETTINGS, and start them anew.`,
    ),
  );
