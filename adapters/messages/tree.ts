import type { TreeNode } from '../../schema/messages';
import type { Delimiters, Segment, SentMessage } from '../wire/hl7v2/message';
import { namesOf, type Named, type Names } from '../wire/hl7v2/names';

/** May the values of a field be seen? */
export type MaySee = (segment: string, field: number) => boolean;

/** One field of one segment, and how it is read. */
interface Place {
  readonly segment: Segment;
  readonly field: number;
  readonly delimiters: Delimiters;
  readonly names: Names;
  readonly seen: boolean;
}

const NO_CHILDREN: readonly TreeNode[] = [];

/** As sent, unescaped; `""` (delete) is told as it stands. */
const leafOf = (place: Place, repetition: number, component: number, subcomponent: number): string => {
  const value = place.segment.value(place.field, component, repetition, subcomponent);
  return value.state === 'present' ? value.text : value.state === 'null' ? '""' : '';
};

const leaf = (place: Place, position: string, name: string, repetition: number, value: string): TreeNode => ({
  ...{ position, name, repetition, masked: !place.seen, children: NO_CHILDREN },
  value: place.seen ? value : null,
});

const branch = (position: string, name: string, repetition: number, children: readonly TreeNode[]): TreeNode => ({
  ...{ position, name, repetition, children },
  ...{ value: null, masked: false },
});

const split = (text: string, delimiter: string): readonly string[] =>
  delimiter === '' ? [text] : text.split(delimiter);

const componentNode = (
  place: Place,
  of: Named,
  text: string,
  position: string,
  repetition: number,
  at: number,
): TreeNode => {
  const { name, datatype } = place.names.component(of.datatype, at);
  const here = `${position}.${at}`;
  const subs = split(text, place.delimiters.subcomponent);
  if (subs.length === 1) return leaf(place, here, name, 1, leafOf(place, repetition, at, 1));
  const children = subs.flatMap((sub, index) =>
    sub === ''
      ? []
      : [
          leaf(
            place,
            `${here}.${index + 1}`,
            place.names.component(datatype, index + 1).name,
            1,
            leafOf(place, repetition, at, index + 1),
          ),
        ],
  );
  return branch(here, name, 1, children);
};

const repetitionNode = (place: Place, named: Named, text: string, repetition: number): TreeNode => {
  const position = `${place.segment.name}-${place.field}`;
  const { component, subcomponent } = place.delimiters;
  const components = split(text, component);
  if (components.length === 1 && split(text, subcomponent).length === 1)
    return leaf(place, position, named.name, repetition, leafOf(place, repetition, 1, 1));
  const children = components.flatMap((part, at) =>
    part === '' ? [] : [componentNode(place, named, part, position, repetition, at + 1)],
  );
  return branch(position, named.name, repetition, children);
};

/** OBX-5 is of the type that OBX-2 says (2.5.1 section 7.4.2.5). */
const typeOf = ({ segment, field, names }: Place): Named => {
  const named = names.field(segment.name, field);
  return segment.name === 'OBX' && field === 5 ? { ...named, datatype: segment.text(2) } : named;
};

const fieldNodes = (place: Place): readonly TreeNode[] => {
  const { segment, field, delimiters } = place;
  const raw = segment.raw(field);
  if (raw === '') return NO_CHILDREN;
  const named = typeOf(place);
  const position = `${segment.name}-${field}`;
  // MSH-1 and MSH-2 are the delimiters themselves.
  if (raw.length <= 5 && field <= 2 && /^(MSH|FHS|BHS)$/.test(segment.name))
    return [leaf(place, position, named.name, 1, raw)];
  return split(raw, delimiters.repetition).flatMap((text, at) =>
    text === '' ? [] : [repetitionNode(place, named, text, at + 1)],
  );
};

/** A message as the standard names its parts: what was sent and nothing else, in its order. */
export const treeOf = ({ segments, delimiters, msh }: SentMessage, maySee: MaySee): readonly TreeNode[] => {
  const names = namesOf(msh.text(12));
  const counts = new Map<string, number>();
  return segments.map((segment) => {
    const { name } = segment;
    const repetition = (counts.get(name) ?? 0) + 1;
    counts.set(name, repetition);
    const fields = Array.from({ length: segment.fieldCount }, (_, at) => at + 1);
    const children = fields.flatMap((field) =>
      fieldNodes({ segment, field, delimiters, names, seen: maySee(name, field) }),
    );
    return branch(name, names.segment(name), repetition, children);
  });
};
