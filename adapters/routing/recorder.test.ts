import { GraphRefusal } from '../../schema/errors';
import type { PersonId } from '../../schema/identifiers';
import { rolePolicy } from '../access';
import type { ReadRecord } from '../audit';
import { ask, viewer } from './door-under-test';
import { createRecordedRead } from './recorded';
import { createRecorder } from './recorder';

const engineer = ask({ viewer: viewer('integration-engineer'), purpose: 'SYSADMIN' });

const recording = (recordable = true) => {
  const audited: ReadRecord[] = [];
  const unexpected: unknown[] = [];
  const recordRead = (read: ReadRecord) =>
    recordable ? Promise.resolve(void audited.push(read)) : Promise.reject(new Error('the disk is full'));
  const recorder = createRecorder({ recordRead }, rolePolicy, { unexpected: (error) => void unexpected.push(error) });
  return { audited, unexpected, recorder, read: createRecordedRead(recorder, 'The inbox') };
};
const PERSON = 'pt_1' as PersonId;
const say = () => ({ note: 'one message', persons: [PERSON] });

test('an operation is answered once it is allowed, done and on record', async () => {
  const { audited, read } = recording();
  expect(await read('messages', engineer, () => Promise.resolve('answer'), say)).toBe('answer');
  expect(audited).toMatchObject([
    { outcome: 'answered', capability: 'messages', persons: ['pt_1'], note: 'one message' },
  ]);
});

test('whoever may not is refused before anything is done', async () => {
  const { audited, read } = recording();
  const work = jest.fn(() => Promise.resolve('answer'));
  await expect(read('messages', ask(), work, say)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(work).not.toHaveBeenCalled();
  expect(audited).toMatchObject([{ outcome: 'refused', persons: [] }]);
});

test('what was refused while it was done is refused, on record by its code', async () => {
  const { audited, read } = recording();
  const refused = () => Promise.reject(new GraphRefusal('BAD_USER_INPUT', 'id is nothing'));
  await expect(read('messages', engineer, refused, say)).rejects.toMatchObject({ message: 'id is nothing' });
  expect(audited).toMatchObject([{ outcome: 'refused', note: 'BAD_USER_INPUT' }]);
});

test('a fault of ours is told without its text, counted, and answers nothing', async () => {
  const { audited, unexpected, read, recorder } = recording();
  const broken = () => Promise.reject(new Error('9990000018 is not unique'));
  await expect(read('messages', engineer, broken, say)).rejects.toMatchObject({
    ...{ code: 'INTERNAL', message: 'The inbox could not be read.' },
  });
  await expect(recorder.own('messages', broken())).rejects.toThrow('The index of people could not be read.');
  expect(unexpected).toHaveLength(2);
  expect(audited.filter(({ outcome }) => outcome === 'answered')).toEqual([]);
});

test('what cannot be put on record is not answered, and that it could not be is counted', async () => {
  const { unexpected, read } = recording(false);
  await expect(read('messages', engineer, () => Promise.resolve('answer'), say)).rejects.toMatchObject({
    ...{ code: 'INTERNAL', message: 'The read could not be recorded, so nothing is answered.' },
    cause: { message: 'the disk is full' },
  });
  expect(unexpected).toHaveLength(1);
});
