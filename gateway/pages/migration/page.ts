import { nhsukPage } from '../nhsuk-page';

/** The shell of the migration dashboard; its script fills `main`, and no figure stands in the page as it is served. */
export const migrationPage = (development: boolean): string =>
  nhsukPage(
    {
      title: 'Migration',
      name: 'The migration dashboard',
      usual: 'migration-planner',
      script: '/migration/dashboard.js',
      styles: ['/pages/migration.css'],
      views: {
        label: 'Migration dashboard',
        links: [
          ['timeline', '#/', 'Timeline'],
          ['matrix', '#/matrix', 'Routes'],
          ['traffic', '#/traffic', 'Traffic'],
          ['use', '#/use', 'Who depends on what'],
          ['gates', '#/gates', 'Switching off'],
          ['history', '#/history', 'History'],
          ['reports', '#/reports', 'Reports'],
          ['board', '#/board', 'Board page'],
        ],
      },
    },
    development,
  );
