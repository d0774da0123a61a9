import type { Hl7Message, Segment } from '../wire/hl7v2/message';

export interface ReadingTrace {
  /** The same message: whoever reads it leaves a trace. */
  readonly message: Hl7Message;
  /** The place read last: `PV1-3`, `OBX[2]-5.1`; `MSH` before anything was read. Never a value. */
  lastRead(): string;
}

const placeOf = (name: string, occurrence: number, field: number, component: number): string =>
  `${name}${occurrence > 1 ? `[${occurrence}]` : ''}-${field}${component > 1 ? `.${component}` : ''}`;

/** For a translation that threw: run again over a traced message, it tells how far it came. */
export const traceReading = (message: Hl7Message): ReadingTrace => {
  let last = 'MSH';
  const seen = new Map<string, number>();
  const traced = new Map<Segment, Segment>();
  for (const segment of message.segments) {
    const { name, position } = segment;
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    const note = (field: number, component = 1): void => {
      last = placeOf(name, occurrence, field, component);
    };
    traced.set(segment, {
      name,
      position,
      repetitions: (field) => {
        note(field);
        return segment.repetitions(field);
      },
      text: (field, component, ...rest) => {
        note(field, component);
        return segment.text(field, component, ...rest);
      },
      value: (field, component, ...rest) => {
        note(field, component);
        return segment.value(field, component, ...rest);
      },
      raw: (field) => {
        note(field);
        return segment.raw(field);
      },
    });
  }
  const of = (segment: Segment): Segment => traced.get(segment) ?? segment;
  return {
    message: {
      delimiters: message.delimiters,
      messageType: message.messageType,
      triggerEvent: message.triggerEvent,
      controlId: message.controlId,
      segments: message.segments.map(of),
      msh: of(message.msh),
      first: (name) => {
        const segment = message.first(name);
        return segment && of(segment);
      },
      all: (name) => message.all(name).map(of),
      groups: (leader) =>
        message.groups(leader).map((group) => ({ leader: of(group.leader), members: group.members.map(of) })),
    },
    lastRead: () => last,
  };
};
