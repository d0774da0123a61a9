import { buildSchema } from 'graphql';
import { ALL_CAPABILITIES } from '../../schema/capabilities';
import { GRAPH_FIELDS } from '../../schema/graph-fields';
import { supergraphSdl } from '../../schema/sdl';
import { KINDS } from '../registry';
import type { Coverage } from '../contract';
import { coverageRows, lostFields } from './coverage';

const coverageOf = (name: string): Coverage | undefined => KINDS.find(({ kind }) => kind.kind === name)?.kind.coverage;
const rows = (capability: Parameters<typeof coverageRows>[0], control: string, candidate: string) =>
  coverageRows(capability, coverageOf(control), coverageOf(candidate), new Map([['Encounter.admissionSource', 12]]));

test('before shadowing begins it shows: where people came from and went to is in the PAS alone', () => {
  const stays = rows('encounters', 'pas', 'nervecentre');
  expect(lostFields(stays)).toEqual(['Encounter.admissionSource', 'Encounter.dischargeDestination']);
  expect(stays.find(({ graphField }) => graphField === 'Encounter.admissionSource')).toEqual({
    graphField: 'Encounter.admissionSource',
    controlField: 'PV1-14',
    candidateField: null,
    status: 'control-only',
    note: null,
    reads: 12,
  });
  expect(rows('wards', 'pas', 'nervecentre').find(({ status }) => status === 'candidate-only')?.graphField).toBe(
    'Ward.specialty',
  );
});

test('a part of a field that the candidate lacks is said', () => {
  const period = rows('encounters', 'nervecentre', 'systmone').find(
    ({ graphField }) => graphField === 'Encounter.period',
  );
  expect(period).toMatchObject({ status: 'both', note: 'The candidate does not fill period.end.' });
});

test('bed sex and discharge pathway: fields that the move does not bring are rows, too', () => {
  expect(rows('bed-state', 'pas', 'nervecentre').filter(({ status }) => status === 'neither')).toMatchObject([
    { graphField: 'Bed.sex', note: 'Not of this capability: it moves with bed-housekeeping.' },
    { graphField: 'Bed.sideRoom' },
  ]);
  expect(lostFields(rows('discharge-readiness', 'nervecentre', 'pas'))).toEqual([
    'DischargeReadiness.pathway',
    'DischargeReadiness.reasonWaiting',
  ]);
});

test('every field that is declared is one of the graph, and every declared path is of the table', () => {
  const schema = buildSchema(supergraphSdl(), { assumeValidSDL: true });
  const unknown = ALL_CAPABILITIES.flatMap((capability) =>
    Object.values(GRAPH_FIELDS[capability]).filter((field) => {
      const [type = '', name = ''] = field?.split('.') ?? [];
      const found = schema.getType(type);
      return field !== null && !(found && 'getFields' in found && name in found.getFields());
    }),
  );
  expect(unknown).toEqual([]);
  const stray = KINDS.flatMap(({ kind }) =>
    ALL_CAPABILITIES.flatMap((capability) =>
      Object.keys(kind.coverage?.[capability] ?? {})
        .filter((path) => !(path in GRAPH_FIELDS[capability]))
        .map((path) => `${kind.kind} ${capability} ${path}`),
    ),
  );
  expect(stray).toEqual([]);
});
