import { nhsukPage } from '../nhsuk-page';

/** The shell of the record of reads; its script fills `main`, and nobody stands in the page as it is served. */
export const accessPage = (development: boolean): string =>
  nhsukPage(
    { title: 'Who looked', name: 'The record of reads', usual: 'privacy-officer', script: '/access/page.js' },
    development,
  );
