import { changeWords } from '../client/migration/change-words';

test('a change of a stage is its two words, and one with neither says nothing', () => {
  expect(changeWords('off', 'shadow')).toEqual(['off → shadow']);
  expect(changeWords(null, 'ramp 10 %')).toEqual(['ramp 10 %']);
  expect(changeWords(null, null)).toEqual([]);
});

test('a change of the register is told field by field, and of a list only what differs', () => {
  const phase = (name: string, actualFrom: string | null) => ({
    ...{ phase: name, plannedFrom: '2022', actualFrom, note: null },
  });
  const before = { owner: null, phases: [phase('retained', null), phase('replacing', null)], conditions: ['Cleansed'] };
  const after = {
    ...{ owner: 'Head of Systems', phases: [phase('retained', '2022-05'), phase('replacing', null)] },
    conditions: ['Cleansed', 'Archived'],
  };
  expect(changeWords(JSON.stringify(before), JSON.stringify(after))).toEqual([
    'Owner: nothing → Head of Systems',
    'Phases: Retained planned 2022 → Retained planned 2022 began May 2022',
    'Conditions: nothing → Archived',
  ]);
});

test('a new system is told by what it was given', () => {
  const entry = { name: 'Pharmacy', organisationName: 'UHL', phases: [], conditions: [], yearlyCost: null };
  expect(changeWords(null, JSON.stringify(entry))).toEqual(['Name: Pharmacy', 'Organisation name: UHL']);
});

test('text that only looks like a change of the register stays as it is', () => {
  expect(changeWords(null, '{not one')).toEqual(['{not one']);
});
