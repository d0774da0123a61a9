import type { Capability } from '../../schema/capabilities';
import type { InstanceName } from '../../schema/identifiers';
import type { MigrationRoute } from '../../schema/migration/route-moves';
import { KINDS } from '../registry';
import type { MoveAsked } from './move-directions';
import { routedCapabilities, routesSeenBy } from './plan-means';
import { effectOfMove, effectOfStop } from './what-if';

const kindOf = (instance: InstanceName) => KINDS.find(({ kind }) => instance.startsWith(`${kind.kind}@`))?.kind;
const STAY: readonly Capability[] = ['encounters', 'wards', 'bed-state'];
const group = STAY.map((capability) => `RWE/${capability}/inpatient-record`);
const route = (capability: Capability, more: Partial<MigrationRoute> = {}): MigrationRoute =>
  ({
    ...{ id: `RWE/${capability}/inpatient-record`, organisation: 'RWE', capability, role: 'inpatient-record' },
    ...{
      control: 'pas@RWE',
      candidate: null,
      predecessors: [],
      stage: 'off',
      group: [`RWE/${capability}/inpatient-record`],
    },
    ...more,
  }) as MigrationRoute;
const to = (stage: MoveAsked['stage']): MoveAsked => ({ stage, percent: null, sites: [] });
const stay = STAY.map((capability) => route(capability, { candidate: 'nervecentre@RWE', group }));
const routes = [
  ...stay,
  route('waiting-list'),
  route('allergies', { id: 'RWE/allergies/administrative-record' }),
  route('allergies', { id: 'RWE/allergies/departmental-record', control: 'nervecentre@RWE' }),
];

test('a system that stops leaves unanswered what nobody else answers for, and nothing that somebody does', () => {
  const effect = effectOfStop('pas@RWE', routes, kindOf);
  expect(effect.unanswered).toEqual(['RWE/encounters', 'RWE/wards', 'RWE/bed-state', 'RWE/waiting-list']);
  expect(effect.capabilities).toContain('allergies');
  expect(effect.lostFields).toContain('Bed.status');
  expect(effectOfStop('systmone@RT5', routes, kindOf)).toMatchObject({ unanswered: [], lostFields: [] });
});

test('a move takes its whole group along, and loses what only the old system fills', () => {
  const [first] = stay;
  if (!first) throw new Error('no route');
  expect(effectOfMove(first, to('live'), routes, kindOf)).toMatchObject({
    unanswered: [],
    capabilities: STAY,
    systems: ['pas@RWE'],
    lostFields: ['Encounter.admissionSource', 'Encounter.dischargeDestination'],
  });
  expect(effectOfMove(first, to('shadow'), routes, kindOf)).toMatchObject({ capabilities: [], lostFields: [] });
  const live = routes.map((one) => (one.candidate ? { ...one, stage: 'live' as const } : one));
  expect(effectOfMove({ ...first, stage: 'live' }, to('off'), live, kindOf).lostFields).toEqual([
    'Ward.specialty',
    'Ward.virtual',
  ]);
  expect(effectOfStop('pas@RWE', live, kindOf).unanswered).toEqual(['RWE/waiting-list']);
});

test('a system that stops leaves nobody for its own part of a ramp, whichever of the two it is', () => {
  const ramped = routes.map((one) => (one.candidate ? { ...one, stage: 'ramp' as const, sites: ['RWE|W12'] } : one));
  for (const system of ['pas@RWE', 'nervecentre@RWE'] as const) {
    const effect = effectOfStop(system, ramped, kindOf);
    expect(effect.unanswered).toEqual(expect.arrayContaining(['RWE/encounters', 'RWE/wards', 'RWE/bed-state']));
    expect(effect.lostFields).toContain('Bed.status');
  }
  expect(effectOfStop('systmone@RT5', ramped, kindOf)).toMatchObject({ unanswered: [], lostFields: [] });
});

test('who comes onto a ramp loses what they would lose were it live, and who goes back what they would lose at off', () => {
  const [first] = stay;
  if (!first) throw new Error('no route');
  const at = (stage: 'live' | 'ramp') => routes.map((one) => (one.candidate ? { ...one, stage } : one));
  expect(effectOfMove(first, to('ramp'), routes, kindOf)).toEqual(effectOfMove(first, to('live'), routes, kindOf));
  const wider = effectOfMove({ ...first, stage: 'ramp' }, to('ramp'), at('ramp'), kindOf);
  expect(wider.lostFields).toEqual(['Encounter.admissionSource', 'Encounter.dischargeDestination']);
  expect(effectOfMove({ ...first, stage: 'live' }, to('ramp'), at('live'), kindOf).lostFields).toEqual([
    'Ward.specialty',
    'Ward.virtual',
  ]);
});

test('of a ramp that is made smaller, what is lost is what those would miss who go back to the control', () => {
  const [first] = stay;
  if (!first) throw new Error('no route');
  const back = ['Ward.specialty', 'Ward.virtual'];
  const onward = ['Encounter.admissionSource', 'Encounter.dischargeDestination'];
  const standing = (more: Partial<MigrationRoute>) => {
    const ramp = { stage: 'ramp', percent: null, sites: [], ...more } as const;
    const all = routes.map((one) => (one.candidate ? { ...one, ...ramp } : one));
    return (share: Partial<MoveAsked>) => effectOfMove({ ...first, ...ramp }, { ...to('ramp'), ...share }, all, kindOf);
  };
  const byPerson = standing({ percent: 50 });
  expect(byPerson({ percent: 10 })).toMatchObject({ systems: ['nervecentre@RWE'], lostFields: back, unanswered: [] });
  expect(byPerson({ percent: 60 })).toMatchObject({ systems: ['pas@RWE'], lostFields: onward });
  expect(byPerson({ percent: 50 })).toMatchObject({ systems: [], capabilities: [], lostFields: [], unknown: [] });

  const bySite = standing({ sites: ['RWE|W12', 'RWE|W13'] });
  expect(bySite({ sites: ['RWE|W13'] })).toMatchObject({ systems: ['nervecentre@RWE'], lostFields: back });
  expect(bySite({ sites: ['RWE|W12', 'RWE|W13', 'RWE|W14'] })).toMatchObject({
    systems: ['pas@RWE'],
    lostFields: onward,
  });
  expect(bySite({ sites: ['RWE|W13', 'RWE|W12'] })).toMatchObject({ systems: [], lostFields: [] });
  // One ward goes back while another comes on: each misses something of its own.
  expect(bySite({ sites: ['RWE|W13', 'RWE|W14'] }).lostFields).toEqual([...onward, ...back]);
});

test('a practice’s own system is all that answers for the people registered there, and its gate says so', () => {
  const gp = route('problems', {
    ...{ id: '*/problems/gp-record', organisation: '*', role: 'gp-record', control: 'gp-connect@*' },
    group: ['*/problems/gp-record'],
  });
  const practice: InstanceName = 'gp-connect@C82999';
  expect(effectOfStop(practice, [gp], kindOf).unanswered).toEqual(['C82999/problems']);
  expect(effectOfStop('pas@RWE', [gp], kindOf).unanswered).toEqual([]);
  expect(routedCapabilities(practice, [gp])).toEqual(['problems']);
  expect(routesSeenBy(practice, [gp]).map(({ id, control }) => [id, control])).toEqual([
    ['*/problems/gp-record', practice],
  ]);
});

test('what an adapter does not say of itself is unknown, with the reason, and never nothing', () => {
  const [first] = stay;
  if (!first) throw new Error('no route');
  expect(effectOfMove(first, to('live'), routes, kindOf).unknown).toEqual([]);
  const silent = (instance: InstanceName) => {
    const kind = kindOf(instance);
    return kind?.kind === 'nervecentre' ? { provides: kind.provides } : kind;
  };
  const { unknown } = effectOfMove(first, to('live'), routes, silent);
  expect(unknown.map(({ capability }) => capability)).toEqual(STAY);
  expect(unknown[2]?.words).toBe(
    'RWE/bed-state: the adapter of nervecentre@RWE does not say which fields it fills, so which would be lost is not known',
  );
  expect(effectOfMove(first, to('shadow'), routes, silent).unknown).toEqual([]);
  const nobody = (instance: InstanceName) => (instance === 'pas@RWE' ? undefined : kindOf(instance));
  expect(effectOfStop('pas@RWE', routes, nobody).unknown[0]?.words).toContain('no adapter reaches pas@RWE');
});
