import { faultName } from './fault-name';

test('a fault is named by class and code, never by its words', () => {
  expect(faultName(new RangeError('999 000 0018 is out of range'))).toBe('RangeError');
  expect(faultName(Object.assign(new Error('connect to 999 000 0018'), { code: 'ECONNREFUSED' }))).toBe(
    'Error ECONNREFUSED',
  );
});

test('what crossed a thread is no Error any more, and is named all the same', () => {
  expect(faultName({ name: 'DatabaseError', code: '53300', message: '999 000 0018' })).toBe('DatabaseError 53300');
  expect(faultName({ code: 17 })).toBe('object');
  expect(faultName('999 000 0018')).toBe('string');
  expect(faultName(undefined)).toBe('undefined');
});
