import { freshDatabase } from '../../test/database';
import type { FreshDatabase } from '../../test/database';
import { fixedClock } from '../../schema/clock';
import type { Instant } from '../../schema/time';
import { parseMessage } from '../wire/hl7v2/parse';
import { namedIn } from './identifiers';
import { createIntake } from './intake';
import { sampleFeed, toldBy } from './sample-feed';

const feed = sampleFeed({ nhsAuthorities: ['NHS'] });
const message = (type: string, ...segments: readonly string[]): Buffer =>
  Buffer.from(
    [`MSH|^~\\&|PAS|RWE|ROUTE|ROUTE|20261120100000||${type}|I1|P|2.4`, ...segments].map((one) => `${one}\r`).join(''),
  );

const named = (...segments: readonly string[]): readonly string[] => {
  const parsed = parseMessage(message('ADT^A40', ...segments).toString());
  if (parsed.kind === 'unreadable') throw new Error(parsed.reason);
  return namedIn(parsed.message, feed.profile).map(({ kind, value, authority }) => `${kind} ${value} ${authority}`);
};

describe('what a message can be found by', () => {
  it('is everyone it names, with the authority as sent, each once', () => {
    const pid = 'PID|||S100^^^RWE^MR~999 000 0018^^^NHS^NH~S100^^^RWE^MR';
    expect(named(pid, 'MRG|S101^^^RWE^MR~X9^^^RX1', 'PV1|1||||||||||||||||||V77^^^RWE')).toEqual([
      'identifier S100 RWE',
      'identifier 999 000 0018 NHS',
      'nhs-number 9990000018 ',
      'identifier S101 RWE',
      'identifier X9 RX1',
      'visit V77 ',
    ]);
  });

  it('takes for NHS numbers what an NHS authority assigned, even if its check digit is wrong, and PID-19 if it checks', () => {
    const number = ['identifier 9990000019 NHS', 'nhs-number 9990000019 '];
    expect(named('PID|||9990000019^^^NHS')).toEqual(number);
    expect(named('PID|||9990000018^^^OTHER')).toEqual(['identifier 9990000018 OTHER']);
    expect(named('PID|||12345^^^NHS')).toEqual(['identifier 12345 NHS']);
    expect(named(`PID|||1${'|'.repeat(16)}9990000018`)).toEqual(['identifier 1 ', 'nhs-number 9990000018 ']);
    expect(named(`PID|||1${'|'.repeat(16)}9990000019`)).toEqual(['identifier 1 ']);
  });

  it('leaves out what is empty, deleted or too long to be a key, and stops at fifty', () => {
    expect(named('PID|||""^^^NHS~^^^RWE')).toEqual([]);
    expect(named(`PID|||${'9'.repeat(201)}^^^RWE~7^^^${'A'.repeat(201)}`)).toEqual([]);
    expect(named(`PID|||${Array.from({ length: 2000 }, (_, at) => `N${at}^^^RWE`).join('~')}`)).toHaveLength(50);
  });

  describe('as it is kept', () => {
    let fresh: FreshDatabase;
    beforeAll(async () => {
      fresh = await freshDatabase();
    });
    afterAll(() => fresh.drop());

    it.each([
      ['ADT^A31', 'AA I1'],
      ['BAR^P01', 'AR I1 200'],
    ])('a %s is found by whom it names, and its size is known', async (type, told) => {
      const bytes = message(type, `PID|||${type}^^^RWE~9990000018^^^NHS`);
      const clock = fixedClock('2026-11-20T10:00:00.000Z' as Instant);
      const intake = createIntake({ store: fresh.store, feed, clock });
      // Twice: a repeat adds nothing.
      for (let time = 0; time < 2; time += 1)
        expect(toldBy((await intake.receive(bytes, { address: '127.0.0.1', port: 4242 })) as Buffer)).toBe(told);
      const rows = await fresh.store.db
        .selectFrom('message_identifier as i')
        .innerJoin('message as m', 'm.seq', 'i.seq')
        .select(['i.kind', 'm.size'])
        .where('m.message_type', '=', type.slice(0, 3))
        .orderBy('i.kind')
        .execute();
      expect(rows).toEqual(['identifier', 'identifier', 'nhs-number'].map((kind) => ({ kind, size: bytes.length })));
    });
  });
});
