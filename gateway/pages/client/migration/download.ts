import { el } from '../dom';

/** By it a spreadsheet knows a CSV for UTF-8; without it, it shows and saves other characters for pounds and dashes. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Hands a text to the browser as a file. It is made here: nothing is asked of the server by its address. */
export const download = (name: string, type: string, text: string): void => {
  const url = URL.createObjectURL(new Blob(type === 'text/csv' ? [BYTE_ORDER_MARK, text] : [text], { type }));
  const link = el('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(url);
};
