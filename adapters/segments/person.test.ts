import { hospitalNumberSystem } from '../../schema/identifiers';
import type { FeedProfile } from '../contract';
import type { Segment } from '../wire/hl7v2/message';
import { parseMessage } from '../wire/hl7v2/parse';
import { isRefusal, personFacts } from './person';
import type { PersonReading } from './person';

const profile: FeedProfile = {
  instance: 'lims@RWE',
  pl: { ward: 2, bed: 3, facility: 4 },
  nhsAuthorities: ['NHS'],
  hospitalAuthorities: ['RWE', 'RT5'],
  sexCodes: 'itk',
  processingIds: ['P'],
  versions: [],
  messageTypes: [],
  sendingFacilities: [],
  charset: 'UTF-8',
  whenHeld: 'pass',
  silenceMs: 60_000,
};

const segments = (...lines: string[]): readonly Segment[] => {
  const parsed = parseMessage(['MSH|^~\\&|A|B|||20261120||ADT^A31|1|P|2.4', ...lines].join('\r'));
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  return parsed.message.segments.slice(1);
};

const factsOf = (pid: string, by: FeedProfile = profile, ...around: string[]): PersonReading => {
  const [segment, ...rest] = segments(pid, ...around);
  if (segment === undefined) throw new Error('no PID');
  const named = (name: string) => rest.filter((one) => one.name === name);
  const reading = personFacts(segment, by, {
    pd1: named('PD1')[0],
    nk1s: named('NK1'),
    al1s: named('AL1'),
    zu8: named('ZU8')[0],
    arvs: named('ARV'),
  });
  if (isRefusal(reading)) throw new Error(reading.reason);
  return reading;
};

test('an identifier is its authority’s, with or without its type, in any order', () => {
  const plain = factsOf('PID|||S1234567^^^RWE~9990000018^^^NHS');
  expect(plain.recordId).toBe(`${hospitalNumberSystem('RWE')}|S1234567`);
  expect(factsOf('PID|||9990000018^^^NHS^NH~S1234567^^^RWE^MR').patch).toEqual(plain.patch);
  expect(factsOf('PID|||999 000 0018^^^NHS~S1234567^^^RWE').patch.nhsNumber).toBe('9990000018');
});

test('the record is the first authority’s, however the sender orders them', () => {
  const both = factsOf('PID|||L200001^^^RT5~S1234567^^^RWE');
  expect(both.recordId).toBe(`${hospitalNumberSystem('RWE')}|S1234567`);
  expect(both.patch.identifiers).toEqual([
    { system: hospitalNumberSystem('RWE'), value: 'S1234567' },
    { system: hospitalNumberSystem('RT5'), value: 'L200001' },
  ]);
});

test('a sender with only an NHS number names the record by it', () => {
  expect(factsOf('PID|||9990000018^^^NHS').recordId).toBe('https://fhir.nhs.uk/Id/nhs-number|9990000018');
});

test('no usable identifier is a refusal that shows none', () => {
  for (const pid of ['PID|||', 'PID|||S1234567^^^XXX', 'PID|||9990000019^^^NHS', 'PID|||S1234567']) {
    const [segment] = segments(pid);
    const reading = segment === undefined ? undefined : personFacts(segment, profile);
    expect(reading).toEqual({ hl7: '101', at: 'PID-3', reason: expect.not.stringMatching(/S1234567|9990/) });
  }
});

test('an empty authority counts as the first only where the profile lists it', () => {
  const lenient = { ...profile, hospitalAuthorities: ['RWE', ''] };
  expect(factsOf('PID|||S1234567', lenient).recordId).toBe(`${hospitalNumberSystem('RWE')}|S1234567`);
});

test('an NHS number that fails its check digit, or two that differ, are left out and noted, not shown', () => {
  for (const numbers of ['9990000019^^^NHS', '9990000018^^^NHS~9990000026^^^NHS']) {
    const { patch, notes } = factsOf(`PID|||S1234567^^^RWE~${numbers}`);
    expect(patch).not.toHaveProperty('nhsNumber');
    expect(notes).toEqual([expect.not.stringContaining('999')]);
  }
});

test('empty says nothing and "" deletes, field by field', () => {
  const silent = factsOf('PID|||S1234567^^^RWE');
  expect(silent.patch).toEqual({ identifiers: [{ system: hospitalNumberSystem('RWE'), value: 'S1234567' }] });
  const deleted = factsOf(
    `PID|||S1234567^^^RWE~""^^^NHS||""||""|""|||""||""||""|||||||""|||||||""|""||""`,
    profile,
    'PD1|||""',
    'NK1|1|""',
    'AL1|1||""',
    'ZU8||""||""',
  );
  expect(Object.entries(deleted.patch).filter(([key]) => key !== 'identifiers')).toEqual(
    expect.arrayContaining(
      [
        'nhsNumber',
        'name',
        'otherNames',
        'birthDate',
        'gender',
        'address',
        'telecom',
        'preferredLanguage',
        'ethnicCategory',
        'deceased',
        'deceasedAt',
        'traceStatus',
        'generalPractice',
        'nextOfKin',
        'allergies',
        'locationHidden',
        'dissents',
      ].map((key) => [key, null]),
    ),
  );
});

test('PID-32 repeats: trace status, and an estimated birth date', () => {
  const reliability = (codes: string) =>
    factsOf(`PID|||S1234567^^^RWE~9990000018^^^NHS${'|'.repeat(29)}${codes}`).patch;
  expect(reliability('NSTS01')).toMatchObject({ traceStatus: '01', birthDateEstimated: false });
  expect(reliability('ED~NSTS02')).toMatchObject({ traceStatus: '02', birthDateEstimated: true });
  expect(reliability('UD')).toMatchObject({ birthDateEstimated: true });
  expect(reliability('UD')).not.toHaveProperty('traceStatus');
  expect(reliability('NSTS99')).not.toHaveProperty('traceStatus');
});

test('that a number is present, traced or not, is said of the number beside it, and of no other', () => {
  const traced = (numbers: string, status: string) =>
    factsOf(`PID|||S1234567^^^RWE${numbers}${'|'.repeat(29)}${status}`).patch;
  const unusable = ['', '~9990000019^^^NHS', '~9990000018^^^NHS~9990000026^^^NHS', '~""^^^NHS'];
  for (const numbers of unusable) {
    expect(traced(numbers, 'NSTS01')).not.toHaveProperty('traceStatus');
    expect(traced(numbers, 'NSTS02')).not.toHaveProperty('traceStatus');
    expect(traced(numbers, '""')).toMatchObject({ traceStatus: null });
    // How far a trace got is said of the person, who may have no number yet.
    expect(traced(numbers, 'ED~NSTS04')).toMatchObject({ traceStatus: '04', birthDateEstimated: true });
  }
});

test('a birth date is the day as written, to the precision written', () => {
  const born = (text: string) => factsOf(`PID|||S1234567^^^RWE||||${text}`).patch.birthDate;
  expect(born('19250704000000')).toBe('1925-07-04');
  expect(born('20260701003000')).toBe('2026-07-01');
  expect(born('1950')).toBe('1950');
  expect(born('195006')).toBe('1950-06');
  expect(born('19500231')).toBeUndefined();
});

test('death: the date and the indicator as said, and neither is concluded from the other', () => {
  const dead = (when: string, indicator: string) =>
    factsOf(`PID|||S1234567^^^RWE${'|'.repeat(26)}${when}|${indicator}`).patch;
  expect(dead('20261119', '')).toMatchObject({ deceasedAt: '2026-11-19' });
  expect(dead('20261119', '')).not.toHaveProperty('deceased');
  expect(dead('202611190305', 'Y')).toMatchObject({ deceased: true, deceasedAt: '2026-11-19T03:05:00.000Z' });
  expect(dead('', 'Y')).toMatchObject({ deceased: true });
  expect(dead('', 'Y')).not.toHaveProperty('deceasedAt');
});

test('a death taken back leaves no date behind', () => {
  const dead = (when: string, indicator: string) =>
    factsOf(`PID|||S1234567^^^RWE${'|'.repeat(26)}${when}|${indicator}`).patch;
  expect(dead('', 'N')).toMatchObject({ deceased: false, deceasedAt: null });
  expect(dead('20261119', 'N')).toMatchObject({ deceased: false, deceasedAt: null });
  expect(dead('', '""')).toMatchObject({ deceased: null, deceasedAt: null });
  expect(dead('""', '')).toMatchObject({ deceasedAt: null });
  expect(dead('""', '')).not.toHaveProperty('deceased');
  // A sender without an indicator may delete it in every message: the date beside it is what it says.
  expect(dead('20261119', '""')).toMatchObject({ deceased: null, deceasedAt: '2026-11-19' });
});

test('sex by the sender’s table; a code outside it says nothing', () => {
  const sex = (code: string, by: FeedProfile = profile) => factsOf(`PID|||S1234567^^^RWE|||||${code}`, by).patch.gender;
  expect(['1', '2', '9', '0', 'F'].map((code) => sex(code))).toEqual(['male', 'female', 'other', 'unknown', undefined]);
  const hl7: FeedProfile = { ...profile, sexCodes: 'hl7' };
  expect(['M', 'F', 'O', 'U', '2'].map((code) => sex(code, hl7))).toEqual([
    'male',
    'female',
    'other',
    'unknown',
    undefined,
  ]);
});

test('the legal name is the name, whatever comes first; mixed case is left as the sender wrote it', () => {
  const { patch } = factsOf(
    'PID|||S1234567^^^RWE||SMITH^ALFIE^^^^^PREFERRED~McDONALD^ALF^JAMES^^DR^^L~OLD^ALF^^^^^PREVIOUS-1',
  );
  expect(patch.name).toMatchObject({ text: 'MCDONALD, Alf James (Dr)', family: 'McDONALD', use: 'official' });
  expect(patch.otherNames?.map(({ use }) => use)).toEqual(['usual', 'old']);
  expect(factsOf("PID|||S1234567^^^RWE||O'NEIL^MARY-JANE").patch.name?.text).toBe("O'NEIL, Mary-Jane");
  expect(factsOf('PID|||S1234567^^^RWE||Tester^DeShawn').patch.name?.text).toBe('TESTER, DeShawn');
});

test('allergies: coded, asserted none, and no AL1 is never "none"', () => {
  const heard = (...al1: string[]) => factsOf('PID|||S1234567^^^RWE', profile, ...al1).patch.allergies;
  expect(heard('AL1|1|DA|91936005^Allergy to penicillin^SCT||Rash~Wheeze|201905')).toMatchObject([
    {
      code: { codings: [{ system: 'http://snomed.info/sct', code: '91936005' }] },
      assertsNone: false,
      category: ['medication'],
      recordedDate: '2019-05',
      reactions: [{ text: 'Rash' }, { text: 'Wheeze' }],
    },
  ]);
  expect(heard('AL1|1||716186003^No known allergy^SNM3')).toMatchObject([{ assertsNone: true }]);
  expect(heard('AL1|1||NKA^none known^L')).toMatchObject([{ assertsNone: false }]);
  expect(heard()).toBeUndefined();
});

test('an allergy of which only the reaction, or how bad it was, is told is there, and none is two', () => {
  const heard = (...al1: string[]) => factsOf('PID|||S1234567^^^RWE', profile, ...al1).patch.allergies;
  const told = heard('AL1|1|DA|||ANAPHYLAXIS', 'AL1|2|FA|^^SCT|SV', 'AL1|3|DA|91936005^Allergy to penicillin^SCT');
  expect(told?.map(({ code, assertsNone }) => [code.text, assertsNone])).toEqual([
    ['Allergy that was sent without a name', false],
    ['Allergy that was sent without a name', false],
    ['Allergy to penicillin', false],
  ]);
  expect(new Set(told?.map(({ key }) => key)).size).toBe(3);
  expect(told?.[0]?.reactions).toEqual([{ text: 'ANAPHYLAXIS', codings: [] }]);
  expect(heard('AL1|1|DA')).toBeUndefined();
  expect(heard('AL1|1|DA|""|""|""')).toBeNull();
});

test('ZU8-4 hides and shows; nothing else is read as either', () => {
  const hidden = (code: string) => factsOf('PID|||S1234567^^^RWE', profile, `ZU8||||${code}`).patch.locationHidden;
  expect(['0', '1', '2', '7'].map(hidden)).toEqual([false, true, true, undefined]);
});

test('ZU8-2 dissents and consents; "unknown" takes back nothing that was said', () => {
  const dissents = (code: string) => factsOf('PID|||S1234567^^^RWE', profile, `ZU8||${code}`).patch.dissents;
  expect(['1', '2', '3', ''].map(dissents)).toEqual([false, true, undefined, undefined]);
});

test('an ARV of all restricts the whole record until it is deleted; a narrower one says nothing of the whole', () => {
  const whole = (...arvs: string[]) => factsOf('PID|||S1234567^^^RWE', profile, ...arvs).patch.veryRestricted;
  expect(whole('ARV|1|A|ALL')).toBe(true);
  expect(whole('ARV|1|A|DEM', 'ARV|2|A|ALL')).toBe(true);
  expect(whole('ARV|1|D|ALL')).toBe(false);
  expect(whole('ARV|1|A|NO')).toBe(false);
  expect([whole('ARV|1|A|PSY'), whole()]).toEqual([undefined, undefined]);
});

test('a GP is told with the practice, or alone of the practice that stands', () => {
  const practice = (pd1: string) => factsOf('PID|||S1234567^^^RWE', profile, pd1).patch.generalPractice;
  expect(practice('PD1|||TEST PRACTICE^^C82999|G9999998^GREEN^GILES^^^DR^^^GMC')).toMatchObject({
    odsCode: 'C82999',
    generalPractitioner: { identifier: { system: 'https://fhir.hl7.org.uk/Id/gmp-number', value: 'G9999998' } },
  });
  const alone = (pd1: string) => factsOf('PID|||S1234567^^^RWE', profile, pd1).patch;
  expect(alone('PD1||||G9999998^GREEN^GILES')).toMatchObject({ generalPractitioner: { text: expect.any(String) } });
  expect(alone('PD1||||G9999998^GREEN^GILES')).not.toHaveProperty('generalPractice');
  expect(alone('PD1||||""')).toHaveProperty('generalPractitioner', null);
  for (const pd1 of ['PD1|||TEST PRACTICE^^C82999|""', 'PD1|||""|""', 'PD1|||""|G9999998', 'PD1'])
    expect(alone(pd1)).not.toHaveProperty('generalPractitioner');
});

test('who can change the profile is told what it takes, and nothing of what was sent', () => {
  const [pid] = segments('PID|1||Z900001^^^RWEMAT||TESTER^MAVIS');
  const reading = pid && personFacts(pid, profile);
  expect(reading).toEqual({
    hl7: '101',
    at: 'PID-3',
    reason: "PID-3 holds no identifier of the sender's own authority (hospitalAuthorities of the feed: RWE, RT5)",
  });
});
