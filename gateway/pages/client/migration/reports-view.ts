import { el } from '../dom';
import { faultBox, type FaultBox } from '../fault-box';
import type { Desk, View } from './desk';
import { download } from './download';
import { openImport } from './import-dialog';
import { button, heading, SECONDARY, section } from './panel';
import { hrefTo } from './place';
import { EXPORT, REPORT, REPORTS, type RegisterFormat, type Report } from './plan-queries';
import { spoken } from './words';

const MEANINGS: Readonly<Record<Report, string>> = {
  SYSTEMS: 'Systems with phases, owner, contract, cost and gate',
  ROUTES: 'Routes with stage, readiness and agreement',
  USE: 'Who reads what, per day',
  MISMATCHES: 'Mismatches by route, field and severity',
  MILESTONES: 'Milestones against today',
};

const getReport = async (desk: Desk, faults: FaultBox, report: Report): Promise<void> => {
  const { data, faults: problems } = await desk.ask(REPORT, { report });
  const text = data?.programmeReport ?? null;
  faults.show(problems, { partial: text !== null, focus: true });
  if (text === null) return;
  download(`migration-${report.toLowerCase()}.csv`, 'text/csv', text);
  desk.say('The report was handed to the browser');
};

const getRegister = async (desk: Desk, faults: FaultBox, format: RegisterFormat): Promise<void> => {
  const { data, faults: problems } = await desk.ask(EXPORT, { format });
  const text = data?.registerExport ?? null;
  faults.show(problems, { partial: text !== null, focus: true });
  if (text === null) return;
  download(`register.${format.toLowerCase()}`, format === 'CSV' ? 'text/csv' : 'application/yaml', text);
  desk.say('The register was handed to the browser');
};

const reportLine = (desk: Desk, faults: FaultBox, report: Report): HTMLElement => {
  const get = button('Download', SECONDARY, () => void getReport(desk, faults, report));
  get.setAttribute('aria-label', `Download ${spoken(report)} as CSV`);
  return el(
    'li',
    { class: 'console-line' },
    get,
    el('span', {}, el('strong', {}, spoken(report)), `: ${MEANINGS[report]}`),
  );
};

/** Tables for the programme, and the register in and out. */
export const reportsView = (desk: Desk): View => {
  const faults = faultBox();
  return {
    title: 'Reports',
    element: el(
      'div',
      {},
      heading('Reports'),
      faults.element,
      section(
        'For the programme, as CSV',
        el('ul', { class: 'nhsuk-list' }, ...REPORTS.map((report) => reportLine(desk, faults, report))),
      ),
      section(
        'The register',
        el('p', {}, 'What is exported can be imported again, unchanged or changed.'),
        el(
          'div',
          { class: 'nhsuk-button-group nhsuk-button-group--small' },
          button('Export as YAML', SECONDARY, () => void getRegister(desk, faults, 'YAML')),
          button('Export as CSV', SECONDARY, () => void getRegister(desk, faults, 'CSV')),
          button('Import a register', SECONDARY, () => openImport(desk)),
        ),
      ),
      section('For the board', el('p', {}, el('a', { href: hrefTo('board') }, 'One page to print'))),
    ),
  };
};
