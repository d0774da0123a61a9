const moment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
});

/** `20 Nov 2026, 10:00:05 GMT`, in London; BST in summer. October's repeated hour is told apart by it. */
export const momentWords = (at: string): string => moment.format(Date.parse(at));
