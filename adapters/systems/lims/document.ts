import { isWithdrawn } from './result-line';
import type { Segment } from '../../wire/hl7v2/message';

const SUBTYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  rtf: 'application/rtf',
  xml: 'text/xml',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

/** An OBX of type ED (HL7 2.5.1 section 2A.24) as type and size; its bytes stay in the stored message. None that was withdrawn. */
export const attachedDocument = (members: readonly Segment[]): { contentType: string; bytes: number } | undefined => {
  const obx = members.find((segment) => segment.name === 'OBX' && segment.text(2) === 'ED' && !isWithdrawn(segment));
  if (!obx) return undefined;
  const subtype = obx.text(5, 3).toLowerCase();
  const encoded = obx.text(5, 5);
  const isBase64 = obx.text(5, 4).toUpperCase() === 'BASE64';
  return {
    contentType: SUBTYPES[subtype] ?? 'application/octet-stream',
    bytes: isBase64 ? Buffer.from(encoded, 'base64').length : Buffer.byteLength(encoded),
  };
};
