import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import { foundOnce } from './found-once';
import { personOf } from './shadow-under-test';

const subject = (): SubjectOfRecord => ({ identifiers: [] });

test('a record is looked up once while it is compared, in order, and anew where it comes again', async () => {
  let elapsed = 0;
  let restricted = false;
  const asked: number[] = [];
  const index = foundOnce(
    {
      bySubjects: (subjects) => {
        asked.push(subjects.length);
        return Promise.resolve(subjects.map((_, at) => (at === 0 ? personOf(1, restricted) : null)));
      },
    },
    () => elapsed,
  );
  const [one, nobody, other] = [subject(), subject(), subject()];
  expect(await index.bySubjects([one, nobody])).toEqual([personOf(1), null]);
  expect(await index.bySubjects([nobody, other, one])).toEqual([null, personOf(1), personOf(1)]);
  expect(asked).toEqual([2, 1]);
  restricted = true;
  elapsed = 2_000;
  expect(await index.bySubjects([one])).toEqual([personOf(1, true)]);
});
