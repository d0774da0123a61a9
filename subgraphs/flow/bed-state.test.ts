import { failed } from '../../schema/answer';
import { systemError } from '../../schema/errors';
import { answerOf, contextOver, INFO, NOW } from '../context-under-test';
import { bedState } from './bed-state';
import { wardFields, wardNode } from './ward';

const source = { instance: 'pas@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'PROJECTED' };
const W12 = { organisation: 'RWE', code: 'W12' } as never;

/** One bed, whose occupant the door hides from this viewer. */
const context = () =>
  contextOver({
    place: (capability) => {
      switch (capability) {
        case 'wards':
          return [answerOf(capability, [{ key: 'RWE|W12', source, ward: W12, name: 'Ward 12', site: 'RWEAA' }])];
        case 'bed-state': {
          const bed = { key: 'RWE|W12|B1', source, ward: W12, code: 'B1', name: 'Bed 1', status: 'occupied' };
          return [{ ...answerOf(capability, [bed]), withheld: true }];
        }
        default:
          return [answerOf(capability, [])];
      }
    },
  });

test('counts include everybody, so nothing is withheld from them; the list of beds says that an occupant is', async () => {
  const state = await bedState(undefined, { filter: { organisations: ['RWE' as never] } }, context(), INFO);
  expect(state).toMatchObject({
    nodes: [{ total: 1, occupied: 1, completeness: { status: 'COMPLETE', withheld: false } }],
    completeness: { status: 'COMPLETE', withheld: false },
  });
  const of = context();
  expect(await wardFields.beds(wardNode(of, W12), {}, of, INFO)).toMatchObject({
    completeness: { status: 'PARTIAL', withheld: true },
  });
});

test('a ward whose stock nobody could tell of is counted as unknown, not as one without beds', async () => {
  const silent = contextOver({
    place: (capability) => {
      switch (capability) {
        case 'wards':
          return [answerOf(capability, [{ key: 'RWE|W12', source, ward: W12, name: 'Ward 12', site: 'RWEAA' }])];
        case 'bed-state':
          return [
            {
              ...answerOf(capability, []),
              answer: failed(systemError('SOURCE_UNAVAILABLE', 'nervecentre@RWE' as never, 'Down')),
            },
          ];
        default:
          return [answerOf(capability, [])];
      }
    },
  });
  const state = await bedState(undefined, { filter: { organisations: ['RWE' as never] } }, silent, INFO);
  expect(state).toMatchObject({
    nodes: [{ total: null, occupied: null, available: null, completeness: { status: 'PARTIAL' } }],
    completeness: { status: 'PARTIAL' },
  });
});

test('of homes whose wards nobody lists, one that tells of its beds hides none that cannot be asked', async () => {
  const bed = { key: 'VL1|A|1', source, ward: { organisation: 'VL1', code: 'A' }, code: '1', status: 'unoccupied' };
  const over = (homes: readonly string[]) => {
    const of = contextOver({
      place: (capability, { organisation }) => {
        const answer = answerOf(capability, organisation === 'VL1' ? [bed] : [], `home@${organisation}`);
        if (organisation !== 'VL2') return [answer];
        return [{ ...answer, answer: failed(systemError('SOURCE_NOT_CONNECTED', 'home@VL2', 'Not connected')) }];
      },
    });
    const organisations = (capability: string) =>
      (capability === 'wards' ? ['RWE'] : ['RWE', ...homes]).map((organisation) => ({ organisation }));
    return { ...of, door: { ...of.door, organisations } } as unknown as typeof of;
  };
  const both = await bedState(undefined, {}, over(['VL1', 'VL2']), INFO);
  expect(both.completeness).toMatchObject({ status: 'PARTIAL' });
  expect(JSON.stringify(both.completeness.sources)).toContain('"NOT_CONNECTED"');
  const told = await bedState(undefined, {}, over(['VL1']), INFO);
  expect(told.completeness).toMatchObject({ status: 'PARTIAL' });
  expect(JSON.stringify(told.completeness.sources)).toContain('BEDS_OF_NO_WARD');
  expect((await bedState(undefined, {}, over([]), INFO)).completeness).toMatchObject({ status: 'COMPLETE' });
});
