import type { ImagingReport, ImagingStudy } from '../../schema/clinical/imaging';
import { reportOfStudy } from './report-of-study';

const study = { accessionNumber: 'A1', source: { instance: 'pacs@RWE' } } as unknown as ImagingStudy;
const report = (instance: string, accessionNumber = 'A1') =>
  ({ accessionNumber, text: instance, source: { instance } }) as unknown as ImagingReport;
const textOf = (...reports: readonly ImagingReport[]) => reportOfStudy(study, reports)?.text;

test('a study has its own hospital’s report, though another hospital gave out the same accession number', () => {
  expect(textOf(report('ris@RT5'), report('ris@RWE'))).toBe('ris@RWE');
  expect(textOf(report('ris@RWE'), report('ris@RT5'))).toBe('ris@RWE');
});

test('of an archive for several hospitals it has the one that there is, and none where nobody can tell which', () => {
  expect(textOf(report('ris@RT5'), report('ris@RWE', 'A2'))).toBe('ris@RT5');
  expect(textOf(report('ris@RT5'), report('ris@RX1'))).toBeUndefined();
});

test('of one hospital’s several it has the newest that stands, and one that was withdrawn where none does', () => {
  const told = (text: string, issued: string, retracted = false) =>
    ({ ...report('ris@RWE'), text, issued, retracted }) as ImagingReport;
  const withdrawn = told('withdrawn', '2026-11-20T12:00:00Z', true);
  const older = told('older', '2026-11-20T10:00:00Z');
  const newer = told('newer', '2026-11-20T11:00:00Z');
  expect(textOf(withdrawn, older, newer)).toBe('newer');
  expect(textOf(withdrawn)).toBe('withdrawn');
});

test('a study without an accession number has none', () => {
  const { accessionNumber: _, ...unnumbered } = study;
  expect(reportOfStudy(unnumbered, [report('ris@RWE')])).toBeUndefined();
});
