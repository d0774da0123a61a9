import type { Capability, RoutedAnswer } from '../../schema/capabilities';
import { answerOf, contextOver, INFO, NOW } from '../context-under-test';
import type { ReportedError, ResolverMap, SubgraphContext } from '../subgraph';
import { imagingSubgraph } from '.';

const source = { instance: 'pacs@RWE', asOf: NOW, retrievedAt: NOW, freshness: 'LIVE' };
const STUDY = {
  ...{ key: 'RWE|A1', source, uid: '1.2', accessionNumber: 'A1', modalities: ['CT', 'SR'], started: NOW },
  ...{ series: 1, instances: 1, availability: 'ONLINE' },
};
const REPORT = {
  ...{ key: 'RWE|A1', source, accessionNumber: 'A1', status: 'final', code: { text: 'CT', codings: [] } },
  ...{ issued: NOW, text: 'As it was', previous: [], retracted: false },
};
type Field = (parent: object, args: object, context: SubgraphContext, info: typeof INFO) => Promise<unknown>;
const { Patient, ImagingStudy } = imagingSubgraph.resolvers as Record<'Patient' | 'ImagingStudy', ResolverMap[string]>;
const { imagingStudies } = Patient as unknown as Record<'imagingStudies', Field>;
const { report } = ImagingStudy as unknown as Record<'report', Field>;

const asked = (reports: RoutedAnswer<never>, all: readonly object[] = [STUDY]) => {
  const errors: ReportedError[] = [];
  const context: SubgraphContext = {
    ...contextOver({
      person: (capability: Capability) => [capability === 'imaging-studies' ? answerOf(capability, all as readonly [], 'pacs@RWE') : reports], // prettier-ignore
    }),
    report: (error) => errors.push(error),
  };
  const studies = async (filter: object = {}) =>
    ((await imagingStudies({ id: 'pt_1' }, { filter }, context, INFO)) as { nodes: readonly object[] }).nodes;
  return { errors, context, studies };
};

test('the report of a study may have been corrected since, while a message is held: it is shown, with an error', async () => {
  const whole = answerOf('imaging-reports', [REPORT], 'ris@RWE');
  const warnings = [{ code: 'MESSAGE_HELD', text: 'A message is held.' }];
  const held = { ...whole, answer: { ...whole.answer, complete: false, warnings } } as never;
  for (const [answer, expected] of [
    [whole, []],
    [held, [{ code: 'MESSAGE_HELD', capability: 'imaging-reports', system: 'ris', organisation: 'RWE' }]],
  ] as const) {
    const { errors, context, studies } = asked(answer);
    const [study] = await studies();
    expect(await report(study ?? {}, {}, context, INFO)).toMatchObject({ text: 'As it was' });
    expect(errors).toMatchObject(expected);
  }
});

test('modalities are compared without regard to case', async () => {
  const { studies } = asked(answerOf('imaging-reports', []));
  expect(await studies({ modalities: ['ct'] })).toHaveLength(1);
  expect(await studies({ modalities: ['mr', ' Sr '] })).toHaveLength(1);
  expect(await studies({ modalities: ['MR'] })).toHaveLength(0);
});

test('a study of a day is in a window that any of the day lies in, and not behind those of that day', async () => {
  const { started: _started, ...rest } = STUDY;
  const dated = { ...rest, key: 'RWE|A2', uid: '1.3', startedDate: '2026-07-01' };
  const early = { ...STUDY, key: 'RWE|A3', uid: '1.4', started: '2026-07-01T06:00:00.000Z' };
  const { studies } = asked(answerOf('imaging-reports', []), [early, dated]);
  expect(await studies()).toMatchObject([{ uid: '1.3' }, { uid: '1.4' }]);
  const within = async (from: string, to: string) => (await studies({ window: { from, to } })).length;
  expect(await within('2026-07-01T22:00:00.000Z', '2026-07-01T23:00:00.000Z')).toBe(1);
  expect(await within('2026-07-01T23:00:00.000Z', '2026-07-02T10:00:00.000Z')).toBe(0);
});
