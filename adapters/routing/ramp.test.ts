import { failed, found, type Answer } from '../../schema/answer';
import type { Capability } from '../../schema/capabilities';
import { systemError } from '../../schema/errors';
import type { InstanceName } from '../../schema/identifiers';
import type { Route } from '../ledger';
import { ask, live, person, route, RWE, system, told, underTest, viewer, type Speak } from './door-under-test';

const PAS = 'pas@RWE';
const NC = 'nervecentre@RWE';
const rwe = (code: string) => ({ organisation: RWE, code });

const ramped = (capability: Capability, more: Partial<Route>): Route =>
  route(capability, PAS, { candidate: NC, stage: 'ramp', ...more });
const always =
  (instance: InstanceName, records: readonly object[]): Speak =>
  (ids) =>
    Promise.resolve(ids.map((): Answer<unknown> => found(records, live(instance))));
const stay = (key: string, ward?: string) => ({
  ...{ key, source: live(PAS), identifier: { value: key }, subject: { identifiers: [] } },
  ...(ward !== undefined && { place: { ward: rwe(ward) } }),
});
const bed = (ward: string, code: string) => ({ key: `${ward}|${code}`, source: live(PAS), ward: rwe(ward), code });
const kept = (answers: readonly { instance: string; answer: Answer<unknown> }[]): readonly string[] =>
  answers.flatMap(({ instance, answer }) =>
    (answer.kind === 'found' ? (answer.value as { key: string }[]) : []).map(({ key }) => `${instance} ${key}`),
  );

describe('at ramp by site', () => {
  const sites = ['RWE|W12'];

  it('answers a ward from the one system that it belongs to, and asks no other', async () => {
    const [pas, nc] = [system('bed-state', always(PAS, [bed('W13', '1')])), system('bed-state', always(NC, []))];
    const { door } = underTest([ramped('bed-state', { sites })], { [PAS]: pas, [NC]: nc });
    await door.forPlaces('bed-state', [{ organisation: RWE, ward: 'W13' }], {}, ask());
    expect([pas.calls.length, nc.calls.length]).toEqual([1, 0]);
    await door.forPlaces('bed-state', [{ organisation: RWE, ward: 'W12' }], {}, ask());
    expect([pas.calls.length, nc.calls.length]).toEqual([1, 1]);
  });

  it('answers a whole organisation from both, each ward from exactly one', async () => {
    const both = [bed('W12', '1'), bed('W13', '1')];
    const { door } = underTest([ramped('bed-state', { sites })], {
      [PAS]: system('bed-state', always(PAS, both)),
      [NC]: system('bed-state', always(NC, both)),
    });
    const [answers = []] = await door.forPlaces('bed-state', [{ organisation: RWE }], {}, ask());
    expect(kept(answers)).toEqual([`${PAS} W13|1`, `${NC} W12|1`]);
  });

  it('keeps each stay of a person from the one system that answers for its ward, never both and never neither', async () => {
    const { door } = underTest([ramped('encounters', { sites })], {
      [PAS]: system(
        'encounters',
        always(PAS, [stay('agreed-in', 'W12'), stay('agreed-out', 'W13'), stay('moved-in', 'W13'), stay('nowhere')]),
      ),
      [NC]: system(
        'encounters',
        always(NC, [stay('agreed-in', 'W12'), stay('agreed-out', 'W13'), stay('moved-in', 'W12'), stay('own', 'W12')]),
      ),
    });
    const [answers = []] = await told(door.forPeople('encounters', [person('p1')], {}, ask()));
    expect(kept(answers)).toEqual([
      ...[`${PAS} agreed-out`, `${PAS} moved-in`, `${PAS} nowhere`],
      ...[`${NC} agreed-in`, `${NC} own`],
    ]);
    const { door: other } = underTest([ramped('encounters', { sites })], {
      [PAS]: system('encounters', always(PAS, [stay('moved-out', 'W12')])),
      [NC]: system('encounters', always(NC, [stay('moved-out', 'W13')])),
    });
    const [moved = []] = await told(other.forPeople('encounters', [person('p1')], {}, ask()));
    expect(kept(moved)).toEqual([`${PAS} moved-out`]);
  });

  it('shows whoever the two systems hold for being on different wards once in a whole organisation’s list', async () => {
    const { door } = underTest([ramped('encounters', { sites })], {
      [PAS]: system('encounters', always(PAS, [stay('moved-in', 'W13'), stay('moved-out', 'W12')])),
      [NC]: system('encounters', always(NC, [stay('moved-in', 'W12'), stay('moved-out', 'W13')])),
    });
    // Whose staff sees a record whose person is in doubt, as here, is another rule's.
    const staff = ask({ viewer: viewer('clinician', { wards: [rwe('W12'), rwe('W13')] }) });
    const [answers = []] = await door.forPlaces('encounters', [{ organisation: RWE }], {}, staff);
    expect(kept(answers)).toEqual([`${PAS} moved-in`, `${PAS} moved-out`]);
  });

  it('says that the candidate failed, and does not fill its wards from the control', async () => {
    const down: Speak = (ids) =>
      Promise.resolve(ids.map(() => failed(systemError('SOURCE_UNAVAILABLE', NC, 'is down'))));
    const { door } = underTest([ramped('wards', { sites })], {
      [PAS]: system('wards', always(PAS, [bed('W12', ''), bed('W13', '')])),
      [NC]: system('wards', down),
    });
    const [answers = []] = await door.forPlaces('wards', [{ organisation: RWE }], {}, ask());
    expect(answers.map(({ answer }) => answer.kind)).toEqual(['found', 'failed']);
    expect(kept(answers)).toEqual([`${PAS} W13|`]);
  });
});

describe('at ramp by person', () => {
  const rampUnits = {
    looked: 0,
    bucketsOf(people: readonly { readonly id: string }[]) {
      this.looked += 1;
      return Promise.resolve(people.map(({ id }) => Number(id.slice(1))));
    },
  };

  const about = (key: string) => ({
    ...{ key, source: live(PAS) },
    subject: { identifiers: [{ system: 's', value: key }] },
  });

  it('turns to the candidate for those below the per cent, in one look-up, and to the control for the rest', async () => {
    const [pas, nc] = [system('observations', always(PAS, [])), system('observations', always(NC, []))];
    const { door } = underTest([ramped('observations', { percent: 10 })], { [PAS]: pas, [NC]: nc }, { rampUnits });
    const people = ['p0', 'p9', 'p10', 'p99'].map((id) => person(id));
    rampUnits.looked = 0;
    const lists = await told(door.forPeople('observations', people, {}, ask()));
    expect(lists.map((answers) => answers.map(({ instance }) => instance))).toEqual([[NC], [NC], [PAS], [PAS]]);
    expect([pas.calls, nc.calls]).toEqual([[['p10', 'p99']], [['p0', 'p9']]]);
    expect(rampUnits.looked).toBe(1);
  });

  it('parts a list by place by whom its records are about; whoever is in doubt is the control’s', async () => {
    const records = [about('early'), about('late'), about('nobody')];
    const { door } = underTest(
      [ramped('escalations', { percent: 50 })],
      { [PAS]: system('escalations', always(PAS, records)), [NC]: system('escalations', always(NC, records)) },
      { rampUnits, people: { early: person('p1'), late: person('p77') } },
    );
    const [answers = []] = await door.forPlaces('escalations', [{ organisation: RWE, ward: 'W12' }], {}, ask());
    expect(kept(answers)).toEqual([`${PAS} late`, `${PAS} nobody`, `${NC} early`]);
  });

  it('shows somebody whom the candidate alone tells of, though nobody can say who it is', async () => {
    const { door } = underTest(
      [ramped('escalations', { percent: 50 })],
      {
        [PAS]: system('escalations', always(PAS, [about('early')])),
        [NC]: system('escalations', always(NC, [about('unlinked')])),
      },
      { rampUnits, people: { early: person('p1') } },
    );
    const [answers = []] = await door.forPlaces('escalations', [{ organisation: RWE, ward: 'W12' }], {}, ask());
    expect(kept(answers)).toEqual([`${NC} unlinked`]);
  });

  it('costs no look-up at any other stage', async () => {
    const routes = (['off', 'shadow', 'live', 'retired'] as const).map((stage) => ramped('flags', { stage }));
    for (const one of routes) {
      const systems = { [PAS]: system('flags', always(PAS, [])), [NC]: system('flags', always(NC, [])) };
      const { door } = underTest([one], systems);
      const [[answer] = []] = await told(door.forPeople('flags', [person('p1')], {}, ask()));
      expect(answer?.instance).toBe(one.stage === 'off' || one.stage === 'shadow' ? PAS : NC);
    }
  });
});
