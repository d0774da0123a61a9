const OBJECTS_BEFORE_PAGE = [
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
];
const FONT = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';

const literal = (text: string): string => text.replace(/[\\()]/g, '\\$&').replace(/[^\x20-\x7e]/g, '?');

/** One A4 page of text as a PDF 1.4 file (ISO 32000-1, 7.5), the same bytes for the same lines. */
export const portableDocument = (lines: readonly string[]): Buffer => {
  const content = `BT /F1 11 Tf 50 790 Td 14 TL ${lines.map((line) => `(${literal(line)}) Tj T*`).join(' ')} ET`;
  const objects = [...OBJECTS_BEFORE_PAGE, `<</Length ${content.length}>>\nstream\n${content}\nendstream`, FONT];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  return Buffer.from(
    `${text}${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
};
