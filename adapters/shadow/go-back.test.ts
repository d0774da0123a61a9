import { GraphRefusal } from '../../schema/errors';
import { createGoBack } from './go-back';

const ROUTE = 'RT5/observations/departmental-record';

const goneBack = async (refused: readonly string[]) => {
  const moves: string[] = [];
  const alerts: string[] = [];
  const goBack = createGoBack({
    stageBefore: () => Promise.resolve('shadow'),
    move: (_, stage) => {
      if (refused.includes(stage)) throw new GraphRefusal('BAD_USER_INPUT', `stage ${stage} is refused here`);
      moves.push(stage);
      return Promise.resolve(true);
    },
    failed: (_, words) => Promise.resolve(void alerts.push(words)),
  });
  const rejected = await goBack(ROUTE, 'It broke.').then(
    () => false,
    () => true,
  );
  return { moves, alerts, rejected };
};

test('where the stage before is refused it goes to off', async () => {
  expect(await goneBack(['shadow'])).toEqual({ moves: ['off'], alerts: [], rejected: false });
});

test('where that is refused too, planners are told that it stands and why', async () => {
  const { moves, alerts, rejected } = await goneBack(['shadow', 'off']);
  expect([moves, rejected]).toEqual([[], true]);
  expect(alerts).toEqual([
    'The ramp broke its budget and could NOT go back by itself: stage off is refused here. It broke.',
  ]);
});
