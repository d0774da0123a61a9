import { fixedClock } from './clock';
import { seldomLine } from './told-seldom';
import type { Instant } from './time';

test('what is said again and again is said once a minute, with how often it was meanwhile; anything else at once', () => {
  const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
  const said: string[] = [];
  const say = seldomLine(clock, (line) => said.push(line));
  for (const line of ['it failed', 'it failed', 'it failed', 'something else']) say(line);
  expect(said).toEqual(['it failed', 'something else']);
  clock.advance(60_000);
  say('it failed');
  clock.advance(120_000);
  say('it failed');
  expect(said.slice(2)).toEqual(['it failed (2 times more since this was said)', 'it failed']);
});
