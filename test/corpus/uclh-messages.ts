import { parseMessage } from '../../adapters/wire/hl7v2/parse';
import { corpusFiles } from './corpus-files';

const FOLDER = 'SAFEHR-data+emap/hl7-reader_src_test_resources_';

/** The one message of an emap file, by its name there: `Adt_Location_Moves_03_A02`. */
export const uclhMessage = (name: string): Buffer => {
  const [message, ...more] = corpusFiles().find((file) => file.name === `${FOLDER}${name}.txt`)?.messages ?? [];
  if (message === undefined || more.length > 0) throw new Error(`The corpus has no file ${name} of one message`);
  return message;
};

/** Every ADT message of UCLH's in the corpus. */
export const uclhAdt = (): readonly Buffer[] =>
  corpusFiles()
    .filter(({ origin }) => origin === 'SAFEHR-data+emap')
    .flatMap(({ messages }) => messages)
    .filter((message) => {
      const parsed = parseMessage(message.toString());
      return parsed.kind === 'message' && parsed.message.messageType === 'ADT';
    });

/** The same message with other values in some fields, by place (`MSH-11`): what stood there must be what is said. */
export const altered = (
  message: Buffer,
  ...changes: readonly (readonly [place: string, from: string, to: string])[]
): Buffer => {
  const segments = message.toString().split('\r');
  for (const [place, from, to] of changes) {
    const [name = '', field = ''] = place.split('-');
    const at = segments.findIndex((segment) => segment.startsWith(`${name}|`));
    const fields = (segments[at] ?? '').split('|');
    const index = Number(field) - (name === 'MSH' ? 1 : 0);
    if (fields[index] !== from) throw new Error(`${place} is not what was said`);
    fields[index] = to;
    segments[at] = fields.join('|');
  }
  return Buffer.from(segments.join('\r'));
};
