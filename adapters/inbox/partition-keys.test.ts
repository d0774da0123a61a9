import { parseMessage } from '../wire/hl7v2/parse';
import { partitionKeys } from './partition-keys';
import { sampleFeed } from './sample-feed';

const keysOf = (trigger: string, ...segments: readonly string[]): readonly string[] => {
  const header = `MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120100000||ADT^${trigger}|1|P|2.4`;
  const parsed = parseMessage([header, ...segments].join('\r'));
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  return partitionKeys(parsed.message, sampleFeed().profile).map(({ key }) => key.split('|').at(-1) ?? '');
};

test('a person is named by the first of their numbers', () => {
  expect(keysOf('A31', 'PID|||S2^^^RWE~S1^^^RWE~9990000018^^^NHS')).toEqual(['S2']);
});

test('a merge waits for everything about every record that it retires', () => {
  expect(keysOf('A40', 'PID|||S3^^^RWE', 'MRG|S1^^^RWE~S2^^^RWE')).toEqual(['S1', 'S2', 'S3']);
  expect(keysOf('A40', 'PID|||S3^^^RWE', 'MRG|S1^^^RWE', 'PID|||S4^^^RWE', 'MRG|S2^^^RWE')).toEqual([
    ...['S1', 'S2', 'S3', 'S4'],
  ]);
});

test('a parting waits for everything about every record that it parts', () => {
  expect(keysOf('A37', 'PID|||S1^^^RWE', 'PID|||S2^^^RWE~S3^^^RWE')).toEqual(['S1', 'S2', 'S3']);
});

test('that a sender is there waits for nothing that it tells', () => {
  const parsed = parseMessage('MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120100000||NMD^N02|1|P|2.4');
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  expect(partitionKeys(parsed.message, sampleFeed().profile)).toEqual([{ key: 'heartbeat', recordId: null }]);
});

test('whom nobody knows by a number of the sender keeps the order of what was said of them', () => {
  expect(keysOf('A31', 'PID|||X1^^^ELSEWHERE')).toEqual(['X1']);
  expect(keysOf('A31')).toEqual(['no-person']);
});
