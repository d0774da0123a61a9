import iconv from 'iconv-lite';
import { EUC_TW } from './cns11643';

/** JIS X 0201: ASCII below, half-width katakana above. Not an iconv-lite name: {@link decodeKatakana} reads it. */
export const JIS_X_0201 = 'jis-x0201';

/**
 * HL7 table 0211 (2.5.1, and what 2.4 to 2.9 add), as iconv-lite names. `UNICODE` is ITK's word for UTF-8; senders in
 * UTF-16 or UTF-32 are recognised by their bytes. The Japanese sets of two bytes are never a whole message's charset:
 * they are switched to by ISO 2022 escapes, over JIS X 0201.
 */
const TABLE_0211: Readonly<Record<string, string>> = {
  ASCII: 'ascii',
  'ISO IR6': 'ascii',
  '8859/1': 'iso-8859-1',
  '8859/2': 'iso-8859-2',
  '8859/3': 'iso-8859-3',
  '8859/4': 'iso-8859-4',
  '8859/5': 'iso-8859-5',
  '8859/6': 'iso-8859-6',
  '8859/7': 'iso-8859-7',
  '8859/8': 'iso-8859-8',
  '8859/9': 'iso-8859-9',
  '8859/15': 'iso-8859-15',
  'ISO IR14': JIS_X_0201,
  'ISO IR87': JIS_X_0201,
  'ISO IR159': JIS_X_0201,
  'JIS X 0202': JIS_X_0201,
  JAS2020: JIS_X_0201,
  'GB 18030-2000': 'gb18030',
  'KS X 1001': 'euc-kr',
  'BIG-5': 'big5',
  'CNS 11643-1992': EUC_TW,
  'CNS 11643': EUC_TW,
  UNICODE: 'utf-8',
  'UNICODE UTF-8': 'utf-8',
  'UNICODE UTF-16': 'utf-16',
  'UNICODE UTF-32': 'utf-32',
};

const plain = (name: string): string =>
  name
    .toUpperCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
const BY_PLAIN_NAME = new Map(Object.entries(TABLE_0211).map(([name, charset]) => [plain(name), charset]));

/** The name of a value of MSH-18 or of a setting, as {@link TABLE_0211} or iconv-lite has it; null when it is not known. */
export const charsetNamed = (name: string): string | null => {
  const found = BY_PLAIN_NAME.get(plain(name));
  if (found !== undefined) return found;
  const trimmed = name.trim();
  return trimmed !== '' && /^[\w .:-]+$/.test(trimmed) && iconv.encodingExists(trimmed) ? trimmed.toLowerCase() : null;
};
