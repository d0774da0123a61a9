import { absent, failed, found } from '../../schema/answer';
import type { SubjectOfRecord } from '../../schema/clinical/encounter';
import { systemError } from '../../schema/errors';
import { live, person } from './door-under-test';
import { findSubjects, recordsOf } from './subjects';

const PAS = 'pas@RWE';
const of = (value: string) => ({ key: value, subject: { identifiers: [{ system: 's', value }] } });
const stale = (value: unknown) => ({
  ...failed(systemError('SOURCE_STALE', PAS, 'silent')),
  stale: { value, source: live(PAS) },
});

/** Mavis is known; everybody else is in doubt. */
const look = async (...answers: Parameters<typeof findSubjects>[0]) => {
  const asked: (readonly SubjectOfRecord[])[] = [];
  const subjects = await findSubjects(answers, (some) => {
    asked.push(some);
    return Promise.resolve(some.map(({ identifiers }) => (identifiers[0]?.value === 'mavis' ? person('p1') : null)));
  });
  return { asked, ...subjects };
};

test('people are found in what was just told and in what a silent feed last told, each looked up once', async () => {
  const { asked, people, unresolved, personOf } = await look(
    found([of('mavis'), of('ada'), { key: 'a bed' }], live(PAS)),
    stale([of('mavis'), of('tom')]),
    absent(live(PAS)),
    failed(systemError('SOURCE_UNAVAILABLE', PAS, 'down')),
  );
  expect(asked.map((some) => some.map(({ identifiers }) => identifiers[0]?.value))).toEqual([['mavis', 'ada', 'tom']]);
  expect([people.map(({ id }) => id), unresolved]).toEqual([['p1'], 2]);
  expect([of('mavis'), of('ada'), { key: 'a bed' }].map(personOf)).toEqual([person('p1'), null, undefined]);
});

test('where nobody is named, nobody is looked up', async () => {
  const { asked, people, unresolved } = await look(found([{ key: 'a bed' }], live(PAS)));
  expect([asked, people, unresolved]).toEqual([[], [], 0]);
});

test('what is no list has no records', () => {
  const answers = [found({ key: 'who somebody is' }, live(PAS)), absent(live(PAS)), stale({ key: 'who' })];
  expect(answers.flatMap(recordsOf)).toEqual([]);
});
