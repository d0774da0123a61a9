import { nhsukPage } from '../nhsuk-page';

/** The shell of the message console; its script fills `main`, and no message stands in the page as it is served. */
export const messagesPage = (development: boolean): string =>
  nhsukPage(
    {
      title: 'Messages',
      name: 'The message console',
      usual: 'integration-engineer',
      script: '/messages/console.js',
      views: {
        label: 'Message console',
        links: [
          ['list', '#/', 'Messages'],
          ['problems', '#/problems', 'Problems by sender'],
          ['actions', '#/actions', 'What engineers did'],
        ],
      },
    },
    development,
  );
