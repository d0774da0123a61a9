import { failed, found } from '../../schema/answer';
import { systemError, type GraphRefusal } from '../../schema/errors';
import type { OdsCode } from '../../schema/identifiers';
import { ask, live, person, route, RWE, says, system, told, underTest, viewer } from './door-under-test';

const NC = 'nervecentre@RWE';
const PAS = 'pas@RWE';
const GP = 'gp-connect@C82999';
const ward = (code: string) => ({ organisation: RWE, code });
const source = (instance: `${string}@${string}`) => live(instance);
const stay = (visit: string, of: string, code: string) => ({
  key: `RWE|${visit}`,
  source: source(PAS),
  identifier: { system: 'visit', value: visit },
  subject: { identifiers: [{ system: 's', value: of }] },
  place: { ward: ward(code), bed: 'B1', period: {} },
  previousPlaces: [],
});
const people = { open: person('p-open'), hidden: person('p-hidden', { restricted: true }) };

describe('nothing is answered that is not allowed and recorded', () => {
  it('refuses by the role table, on record, before any system is asked', async () => {
    const target = system('allergies', says(NC));
    const { door, audited } = underTest([route('allergies', NC)], { [NC]: target });
    const asking = ask({ viewer: viewer('ward-clerk') });
    await expect(door.forPeople('allergies', [person('p1')], {}, asking)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(door.forPlaces('lab-reports', [{ organisation: RWE }], {}, asking)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const search = door.identity.search({ family: 'TESTER' }, 10, ask({ viewer: viewer('integration-engineer') }));
    await expect(search).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(audited.map(({ outcome, capability }) => [outcome, capability])).toEqual([
      ['refused', 'allergies'],
      ['refused', 'lab-reports'],
      ['refused', 'demographics'],
    ]);
    expect(target.calls).toEqual([]);
  });

  it('waits for the audit row before it answers', async () => {
    let commit = (): void => undefined;
    const recordRead = () => new Promise<void>((resolve) => (commit = resolve));
    const { door } = underTest([route('flags', NC)], { [NC]: system('flags', says(NC)) }, { audit: { recordRead } });
    let answered = false;
    const answer = door.forPeople('flags', [person('p1')], {}, ask()).then(() => (answered = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(answered).toBe(false);
    commit();
    await answer;
    expect(answered).toBe(true);
  });

  it('answers nothing when the row cannot be written', async () => {
    const recordRead = () => Promise.reject(new Error('disk full near 9990000018'));
    const connections = { [NC]: system('early-warning', says(NC)) };
    const { door } = underTest([route('early-warning', NC)], connections, { audit: { recordRead } });
    const reads = [
      () => door.forPeople('early-warning', [person('p1')], {}, ask()),
      () => door.forPlaces('early-warning', [{ organisation: RWE }], {}, ask()),
      () => door.identity.search({ family: 'TESTER' }, 10, ask()),
      () => door.identity.find({ by: 'id', id: people.open.id }, ask()),
    ];
    for (const read of reads) {
      const error = await read().then(
        () => null,
        (reason: GraphRefusal) => reason,
      );
      expect(error).toMatchObject({ code: 'INTERNAL' });
      expect(error?.message).not.toContain('999');
    }
  });

  it('names everybody of a batch once, those of a place by their records', async () => {
    const stays = [stay('1', 'open', 'W12'), stay('2', 'hidden', 'W12'), stay('3', 'nobody', 'W12')];
    const { door, audited } = underTest(
      [route('encounters', PAS)],
      { [PAS]: system('encounters', says(PAS, stays)) },
      { people },
    );
    await door.forPlaces('encounters', [{ organisation: RWE, ward: 'W12' }], {}, ask());
    expect(audited).toHaveLength(1);
    expect(audited[0]).toMatchObject({
      persons: ['p-open', 'p-hidden'],
      unresolved: 1,
      instances: [PAS],
      outcome: 'answered',
    });
  });

  it('resolves ids without a row of their own, once a request', async () => {
    const { door, audited } = underTest([], {});
    const found = await door.identity.byIds([people.open.id, people.open.id], ask());
    expect(found.map((one) => one?.id)).toEqual(['p-open', 'p-open']);
    expect(audited).toEqual([]);
  });
});

describe('restricted people', () => {
  const demographics = {
    ...{ key: 'RWE|S1', source: source(PAS), name: { text: 'TESTER', given: [] }, restricted: true },
    ...{ telecom: [{ system: 'phone', value: '1' }], nextOfKin: [{}], address: { text: 'x', line: [] } },
    generalPractice: { odsCode: 'C82999' },
  };

  it('are shown without address, telecom, next of kin and practice, in a stale answer too', async () => {
    const error = systemError('SOURCE_STALE', PAS, 'silent');
    const stale = { ...failed(error), stale: { value: demographics, source: source(PAS) } };
    for (const answer of [found(demographics, source(PAS)), stale]) {
      const connections = { [PAS]: system('demographics', (ids) => Promise.resolve(ids.map(() => answer))) };
      const { door } = underTest([route('demographics', PAS)], connections);
      const [[shown] = []] = await told(door.forPeople('demographics', [people.hidden], {}, ask()));
      const text = JSON.stringify(shown);
      expect(shown?.withheld).toBe(true);
      expect(text).toContain('TESTER');
      for (const secret of ['"address"', 'phone', 'C82999']) expect(text).not.toContain(secret);
    }
  });

  it('have a place of stay for the staff of that ward only', async () => {
    const connections = { [PAS]: system('encounters', says(PAS, [stay('1', 'hidden', 'W12')])) };
    const { door } = underTest([route('encounters', PAS)], connections);
    const staff = await told(door.forPeople('encounters', [people.hidden], {}, ask()));
    const others = await told(
      door.forPeople('encounters', [people.hidden], {}, ask({ viewer: viewer('nurse', { wards: [ward('W1')] }) })),
    );
    expect([staff[0]?.[0]?.withheld, JSON.stringify(staff).includes('W12')]).toEqual([false, true]);
    expect([others[0]?.[0]?.withheld, JSON.stringify(others).includes('W12')]).toEqual([true, false]);
  });

  it("stand in a ward's list for its staff only, and others are told that something is withheld", async () => {
    const stays = [stay('1', 'open', 'W12'), stay('2', 'hidden', 'W12')];
    const { door } = underTest(
      [route('encounters', PAS)],
      { [PAS]: system('encounters', says(PAS, stays)) },
      { people },
    );
    const visits = async (wards: string[]) => {
      const asking = ask({ viewer: viewer('nurse', { wards: wards.map(ward) }) });
      const [[shown] = []] = await door.forPlaces('encounters', [{ organisation: RWE, ward: 'W12' }], {}, asking);
      const value = shown?.answer.kind === 'found' ? shown.answer.value : [];
      return [value.map((one) => one.identifier.value), shown?.withheld];
    };
    expect(await visits(['W12'])).toEqual([['1', '2'], false]);
    expect(await visits(['W1'])).toEqual([['1'], true]);
  });

  it('keep their bed occupied and unnamed for others, and so does everybody when the stays cannot be read', async () => {
    const bed = (code: string, visit: string) => ({
      key: code,
      source: source(PAS),
      ward: ward('W12'),
      code,
      name: code,
      status: 'occupied',
      visit,
    });
    const beds = system('bed-state', says(PAS, [bed('B1', '1'), bed('B2', '2')]));
    const stays = system('encounters', says('adt@RWE', [stay('1', 'open', 'W12'), stay('2', 'hidden', 'W12')]));
    const routes = [route('bed-state', PAS), route('encounters', 'adt@RWE')];
    const shown = async (wards: string[], connections: Parameters<typeof underTest>[1]) => {
      const { door } = underTest(routes, connections, { people });
      const asking = ask({ viewer: viewer('ward-clerk', { wards: wards.map(ward) }) });
      const [[routed] = []] = await door.forPlaces('bed-state', [{ organisation: RWE, ward: 'W12' }], {}, asking);
      const value = routed?.answer.kind === 'found' ? routed.answer.value : [];
      return [value.map(({ status, visit }) => `${status} ${visit ?? '-'}`), routed?.withheld];
    };
    expect(await shown(['W12'], { [PAS]: beds, 'adt@RWE': stays })).toEqual([['occupied 1', 'occupied 2'], false]);
    expect(await shown(['W1'], { [PAS]: beds, 'adt@RWE': stays })).toEqual([['occupied 1', 'occupied -'], true]);
    expect(await shown(['W1'], { [PAS]: beds })).toEqual([['occupied -', 'occupied -'], true]);
  });

  it('have a GP record whose practice is nowhere named, answered or failed', async () => {
    const routes = [route('allergies', 'gp-connect@*', { organisation: '*', role: 'gp-record' })];
    const record = { key: 'C82999|a1', source: source(GP) };
    const answering = { [GP]: system('allergies', says(GP, [record]), { asksAs: 'user' }) };
    const hidden = person('p-hidden', { restricted: true, generalPractice: 'C82999' as OdsCode });
    for (const connections of [answering, {}]) {
      const { door } = underTest(routes, connections);
      const [masked] = await told(door.forPeople('allergies', [hidden], {}, ask()));
      expect(JSON.stringify(masked)).not.toContain('C82999');
      expect(masked?.[0]).toMatchObject({ instance: 'gp-connect@WITHHELD', withheld: true });
      const [open] = await told(door.forPeople('allergies', [people.open], {}, ask()));
      expect(open?.[0]).toMatchObject({ instance: GP, withheld: false });
    }
  });
});
