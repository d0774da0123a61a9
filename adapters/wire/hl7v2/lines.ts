/** Lines as sent, whichever of CR, LF and CRLF ends them (the standard allows only CR, 2.5.1 section 2.5.2). */
export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

/**
 * Segments that a sender may write without any field, beside its own, which begin with Z. A line of three capitals that is
 * none of them is a word of a text: `NAD`, `CXR`, or somebody's name.
 */
const MAY_BE_BARE = new Set(
  [
    'MSH MSA ERR SFT EVN PID PD1 ARV NK1 PV1 PV2 ROL PRT DB1 AL1 IAM DG1 DRG PR1 GT1 IN1 IN2 IN3 ACC UB1 UB2 PDA MRG',
    'ORC OBR OBX NTE CTD CTI TQ1 TQ2 SPM SAC FT1 BLG DSP DSC SCH ARQ RGS AIS AIG AIL AIP APR TXA CON',
    'QRD QRF QPD RCP QAK MFI MFE LOC LCH LDP LRL STF PRA NCK NSC NST RXO RXE RXA RXR RXC RXD RXG',
  ].flatMap((names) => names.split(' ')),
);

export interface Rejoined {
  readonly segments: readonly string[];
  /** True when a line had to be put back. */
  readonly broken: boolean;
}

/**
 * A line that names no segment is the rest of a field whose text held a bare line end, a fault many senders have. It is
 * put back where it was broken, so that nothing is lost and nothing is taken for a segment. `lines` are the text's, of
 * which the first ends as segments of this message do: a bare name that stands after another end is a word of a text.
 */
export const rejoin = (text: string, lines: readonly string[], field: string): Rejoined => {
  const isSegment = (line: string, isOwnLine: boolean): boolean =>
    line.length === 3
      ? isOwnLine && (MAY_BE_BARE.has(line) || /^Z[A-Z0-9]{2}$/.test(line))
      : /^[A-Z][A-Z0-9]{2}/.test(line) && line.charAt(3) === field;
  const segments: string[] = [];
  let broken = false;
  let at = 0;
  let end = '';
  let usual: string | null = null;
  for (const line of lines) {
    const isOwnLine = end === usual;
    at += line.length;
    end = text.startsWith('\r\n', at) ? '\r\n' : text.charAt(at);
    at += end.length;
    usual ??= end;
    if (line.trim() === '') continue;
    const last = segments.length - 1;
    if (last < 0 || isSegment(line, isOwnLine)) {
      segments.push(line);
    } else {
      segments[last] = `${segments[last] ?? ''}\n${line}`;
      broken = true;
    }
  }
  return { segments, broken };
};
