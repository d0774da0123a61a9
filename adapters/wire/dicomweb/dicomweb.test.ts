import { DataSet } from './data-set';
import { dayOfDa, wallMoment } from './moment';
import { NotDicom } from './not-dicom';
import { dateRange, qidoParameters, readQido } from './qido';
import { isUid, tagPath } from './tags';

describe('a data set', () => {
  test('numbers are read as numbers or as strings; what is empty has no Value', () => {
    const study = new DataSet({
      '00201206': { vr: 'IS', Value: [3] },
      '00201208': { vr: 'IS', Value: [' 412 '] },
      '00080050': { vr: 'SH' },
      '00080061': { vr: 'CS', Value: ['CT', null, ''] },
      '0020000d': { vr: 'UI', Value: ['2.25.101'] },
    });
    expect(study.integer('NumberOfStudyRelatedSeries')).toBe(3);
    expect(study.integer('NumberOfStudyRelatedInstances')).toBe(412);
    expect(study.text('AccessionNumber')).toBeUndefined();
    expect(study.texts('ModalitiesInStudy')).toEqual(['CT']);
    expect(study.text('StudyInstanceUID')).toBe('2.25.101');
    expect(study.text('StudyDescription')).toBeUndefined();
  });

  test('a name is an object, a sequence holds data sets', () => {
    const study = new DataSet({
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'TESTER^MAVIS' }] },
      '00080090': { vr: 'PN' },
      '00101002': { vr: 'SQ', Value: [{ '00100020': { vr: 'LO', Value: ['9990000018'] } }] },
    });
    expect(study.personName('PatientName')).toBe('TESTER^MAVIS');
    expect(study.personName('ReferringPhysicianName')).toBeUndefined();
    expect(study.items('OtherPatientIDsSequence').map((item) => item.text('PatientID'))).toEqual(['9990000018']);
  });

  test('what is no data set is refused without a value in the words', () => {
    expect(() => new DataSet(['TESTER'])).toThrow(NotDicom);
    expect(() => new DataSet({ '00100010': 'TESTER' })).toThrow(/not a DICOM JSON data set/);
    const broken = new DataSet({ '00201206': { vr: 'IS', Value: ['many'] } });
    expect(() => broken.integer('NumberOfStudyRelatedSeries')).toThrow(/^NumberOfStudyRelatedSeries is not a whole/);
  });
});

describe('a search', () => {
  test('attributes by keyword or tag, into sequences; what is asked for beside', () => {
    expect(tagPath('OtherPatientIDsSequence.PatientID')).toEqual(['00101002', '00100020']);
    expect(tagPath('0020000d')).toEqual(['0020000D']);
    expect(tagPath('Nonsense')).toBeNull();
    const matching = { PatientID: 'S1', StudyDate: undefined, '00080050': 'RWE1' };
    expect(qidoParameters({ matching, include: ['StudyDescription'], limit: 50, offset: 100 })).toEqual({
      PatientID: 'S1',
      '00080050': 'RWE1',
      includefield: '00081030',
      limit: '50',
      offset: '100',
    });
    expect(() => qidoParameters({ matching: { Nonsense: 'x' }, limit: 1, offset: 0 })).toThrow(TypeError);
  });

  test('a range of days may be open at either end', () => {
    expect(dateRange('2026-01-01', '2026-11-20')).toBe('20260101-20261120');
    expect([dateRange('2026-01-01', undefined), dateRange(undefined, '2026-11-20')]).toEqual([
      '20260101-',
      '-20261120',
    ]);
    expect(dateRange(undefined, undefined)).toBeUndefined();
  });

  test('204 is none, 413 and Warning 299 are not all, an empty 200 is nonsense', () => {
    const read = (status: number, body: unknown, headers = {}) => readQido({ status, body, headers });
    expect(read(204, undefined)).toEqual({ matches: [], limited: false });
    expect(read(200, [])).toEqual({ matches: [], limited: false });
    expect(read(413, undefined)).toEqual({ matches: [], limited: true });
    expect(read(200, [{}], { warning: '299 pacs: "There are 7 additional results"' }).limited).toBe(true);
    expect(read(200, [{}], { warning: '214 proxy "transformed"' }).limited).toBe(false);
    expect(() => read(200, undefined)).toThrow(NotDicom);
    expect(() => read(200, { studies: [] })).toThrow(NotDicom);
  });
});

test('dates and times in their short, old and exact forms', () => {
  expect(wallMoment('20261118', '142233.500000')).toMatchObject({ day: 18, hour: 14, minute: 22, second: 33 });
  expect(wallMoment('2026.11.18', '1422', '+0100')).toMatchObject({
    hour: 14,
    minute: 22,
    second: 0,
    offset: '+01:00',
  });
  expect(wallMoment('20261118', '00')).toMatchObject({ hour: 0 });
  expect([wallMoment(''), dayOfDa('202611')]).toEqual([null, null]);
});

test('midnight, and a day that no month has, are not made of what was not told', () => {
  for (const time of ['', '2400', '1', '12:', '1260', 'noon']) expect(wallMoment('20261118', time)).toBeNull();
  expect([dayOfDa('20260230'), wallMoment('20261131', '1200')]).toEqual([null, null]);
});

test('only a UID stands in a path', () => {
  expect(isUid('2.25.101')).toBe(true);
  for (const text of ['../2.25', '2.25.101/series', '2..25', '', `1.${'2'.repeat(63)}`])
    expect(isUid(text)).toBe(false);
});
