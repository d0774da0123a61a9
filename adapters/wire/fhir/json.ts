const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * A number that a float may print otherwise: with a zero at its end, an exponent, more digits than a float is exact to,
 * minus nothing, or smaller than is printed with a point. Within a text one may be seen that is none; none is missed.
 */
const INEXACT =
  /(?:^|[:[,\s])-?(?:(?:\d+\.\d*0|\d+(?:\.\d+)?[eE][+-]?\d+)(?=\s*(?:[,}\]]|$))|[\d.]{16}|0\.000000)|(?:^|[:[,\s])-0(?=\s*(?:[,}\]]|$))/;

/**
 * JSON as FHIR means it: `7.10` is not `7.1` (FHIR R4 2.24, decimal: "the precision of the decimal value has
 * significance"). A number that a float would print otherwise arrives as its own text; every other value as
 * `JSON.parse` gives it. Throws SyntaxError as `JSON.parse` does.
 */
export const parseFhirJson = (text: string): unknown => {
  const parsed: unknown = JSON.parse(text);
  if (!INEXACT.test(text)) return parsed;
  let changed = false;
  const exact = text.replace(STRING_OR_NUMBER, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token;
    changed = true;
    return `"${token}"`;
  });
  return changed ? JSON.parse(exact) : parsed;
};
