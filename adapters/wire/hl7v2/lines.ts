/** Lines as sent, whichever of CR, LF and CRLF ends them (the standard allows only CR, 2.5.1 section 2.5.2). */
export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

const isSegment = (line: string, field: string): boolean =>
  /^[A-Z][A-Z0-9]{2}/.test(line) && (line.length === 3 || line.charAt(3) === field);

export interface Rejoined {
  readonly segments: readonly string[];
  /** True when a line had to be put back. */
  readonly broken: boolean;
}

/**
 * A line that names no segment is the rest of a field whose text held a bare line end, a fault many senders have. It is
 * put back where it was broken, so that nothing is lost and nothing is taken for a segment.
 */
export const rejoin = (lines: readonly string[], field: string): Rejoined => {
  const segments: string[] = [];
  let broken = false;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const last = segments.length - 1;
    if (last < 0 || isSegment(line, field)) {
      segments.push(line);
    } else {
      segments[last] = `${segments[last] ?? ''}\n${line}`;
      broken = true;
    }
  }
  return { segments, broken };
};
