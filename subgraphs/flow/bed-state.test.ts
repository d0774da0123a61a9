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
