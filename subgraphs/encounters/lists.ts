import type { GraphQLResolveInfo } from 'graphql';
import type { Encounter } from '../../schema/clinical/encounter';
import type { OdsCode } from '../../schema/identifiers';
import { askPerson, askPlaces, personById } from '../asking';
import type { PageArgs } from '../connection';
import { isCurrent } from '../current-stays';
import { unknownWards } from '../known-wards';
import { narrowed } from '../organisations';
import { placesOf, type PlaceFilter } from '../places';
import { listOf, recordsOf } from '../records';
import { tellSingle } from '../single-field';
import type { SubgraphContext } from '../subgraph';
import { atLatest, lastDays, windowOf, within, type WindowArgs } from '../windows';
import { encounterNode } from './encounter';

interface PatientReference {
  readonly id: string;
}

const overlaps = (encounter: Encounter, window: { from: string; to: string }): boolean =>
  within({ from: window.from as never, to: window.to as never }, encounter.period.start) ||
  ((encounter.period.start ?? '') < window.from && atLatest(encounter.period.end ?? '9999') >= window.from);

export const encountersOfPatient = async (
  { id }: PatientReference,
  args: PageArgs & { window?: WindowArgs | null; organisations?: readonly OdsCode[] | null },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object | null> => {
  const person = await personById(context, id);
  if (!person) return null;
  const window = windowOf(args.window, lastDays(context, 365));
  const answers = await askPerson(context, 'encounters', person, { window });
  return listOf(
    context,
    info,
    {
      answers: narrowed('encounters', answers, args.organisations),
      kind: 'encounter',
      args,
      window,
      order: { key: (encounter) => encounter.period.start ?? '', direction: 'descending' },
      keep: (encounter) => overlaps(encounter, window),
    },
    (encounter) => encounterNode(encounter),
  );
};

export const currentEncounter = async (
  { id }: PatientReference,
  _: unknown,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object | null> => {
  const person = await personById(context, id);
  if (!person) return null;
  const answers = await askPerson(context, 'encounters', person, {});
  tellSingle(context, info.path, answers);
  const [current] = recordsOf(answers)
    .filter(isCurrent)
    .sort((a, b) => (b.period.start ?? '').localeCompare(a.period.start ?? ''));
  return current ? encounterNode(current, context, answers) : null;
};

/** The people on the wards now. */
export const census = async (
  _: unknown,
  args: PageArgs & { filter: PlaceFilter },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<object> => {
  const places = placesOf(context, 'encounters', args.filter);
  const answers = await askPlaces(context, 'encounters', places);
  return listOf(
    context,
    info,
    {
      answers,
      restsOn: await unknownWards(context, 'encounters', places),
      kind: 'encounter',
      args,
      order: {
        key: ({ place }) => [place?.ward.organisation, place?.ward.code, place?.bed].join('|'),
        direction: 'ascending',
      },
      keep: isCurrent,
    },
    (encounter) => encounterNode(encounter),
  );
};
