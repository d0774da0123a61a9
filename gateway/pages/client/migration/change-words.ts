import { partialWords, spoken } from './words';

type Fields = Readonly<Record<string, unknown>>;

/** What a change of the register says, as written into the history; null where it is not such a text. */
const fieldsOf = (text: string | null): Fields | null => {
  if (!text?.startsWith('{')) return null;
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return null;
  }
};

const isPhase = (value: unknown): value is Readonly<Record<'phase' | 'plannedFrom' | 'actualFrom', string | null>> =>
  typeof value === 'object' && value !== null && 'phase' in value;

const words = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(words).join('; ');
  if (isPhase(value)) {
    const planned = value.plannedFrom ? ` planned ${partialWords(value.plannedFrom)}` : '';
    const began = value.actualFrom ? ` began ${partialWords(value.actualFrom)}` : '';
    return `${spoken(value.phase ?? '')}${planned}${began}`;
  }
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
};

/** Of two lists, what each has that the other has not. */
const apart = (old: unknown, next: unknown): readonly [unknown, unknown] => {
  if (!Array.isArray(old) || !Array.isArray(next)) return [old, next];
  const [was, is] = [old.map(words), next.map(words)];
  return [was.filter((each) => !is.includes(each)), is.filter((each) => !was.includes(each))];
};

/** `bedState` -> `Bed state`. */
export const fieldWords = (field: string): string => spoken(field.replaceAll(/([a-z])([A-Z])/g, '$1-$2').toLowerCase());

const said = (text: string): string => (text === '' ? 'nothing' : text);

/** What was changed, a line each: `Owner: nothing → Head of Systems`. */
export const changeWords = (before: string | null, after: string | null): readonly string[] => {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  if (next === null && old === null) {
    const both = [before, after].filter((text) => text !== null && text !== '');
    return both.length === 0 ? [] : [both.join(' → ')];
  }
  return [...new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})])].flatMap((field) => {
    const [was, is] = apart(old?.[field], next?.[field]).map(words);
    if (was === undefined || is === undefined || was === is) return [];
    return [old === null ? `${fieldWords(field)}: ${is}` : `${fieldWords(field)}: ${said(was)} → ${said(is)}`];
  });
};
