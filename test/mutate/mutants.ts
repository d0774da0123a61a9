import ts from 'typescript';

/** One guard taken out of a file. */
export interface Mutant {
  readonly line: number;
  /** The code that was changed, on one line, and what became of it. */
  readonly from: string;
  readonly to: string;
  /** The whole file with that change. */
  readonly text: string;
}

/** Part of the file, and what it becomes; `shown` says so to a reader where the two are long. */
interface Change {
  readonly node: ts.Node;
  readonly to: string;
  readonly start?: number;
  readonly end?: number;
  readonly shown?: readonly [from: string, to: string];
}

const isLogical = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) &&
  [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken].includes(node.operatorToken.kind);

/** `>` lets the bound itself through, `>=` does not. */
const BOUNDS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
]);

/** What is done for its effect alone: a call, awaited or not, and a throw. */
const isEffect = (node: ts.Node): node is ts.ExpressionStatement | ts.ThrowStatement =>
  ts.isThrowStatement(node) ||
  (ts.isExpressionStatement(node) &&
    (ts.isCallExpression(node.expression) ||
      ts.isAwaitExpression(node.expression) ||
      ts.isDeleteExpression(node.expression)));

/** A list of rules or checks, each a call or a spread of one: any of them may be forgotten. */
const isListOfCalls = (node: ts.Node): node is ts.ArrayLiteralExpression =>
  ts.isArrayLiteralExpression(node) &&
  node.elements.length > 1 &&
  node.elements.every((each) => ts.isCallExpression(each) || ts.isSpreadElement(each));

/** The pieces of text of an SQL template, between what is put in. */
const sqlPieces = (node: ts.Node): readonly ts.Node[] => {
  if (!ts.isTaggedTemplateExpression(node) || node.tag.getText() !== 'sql') return [];
  const { template } = node;
  return ts.isTemplateExpression(template)
    ? [template.head, ...template.templateSpans.map(({ literal }) => literal)]
    : [template];
};

/** A condition in SQL that no longer narrows: `and` becomes `or`. */
const looserSql = (piece: ts.Node, source: ts.SourceFile): readonly Change[] => {
  const text = piece.getText(source);
  return [...text.matchAll(/\band\b/g)].map(({ index }) => {
    const start = piece.getStart(source) + index;
    const before = source.text.slice(Math.max(0, start - 40), start);
    const after = source.text.slice(start + 3, start + 40);
    const shown = [`${before}and${after}`, `${before}or${after}`] as const;
    return { node: piece, to: 'or', start, end: start + 3, shown };
  });
};

/** A query built by calls, without one of its conditions. */
const withoutWhere = (node: ts.Node, source: ts.SourceFile): readonly Change[] => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  if (name.text !== 'where') return [];
  const shown = [source.text.slice(name.getStart(source) - 1, node.getEnd()), ''] as const;
  return [{ node, to: '', start: expression.getEnd(), end: node.getEnd(), shown }];
};

const changesAt = (node: ts.Node, source: ts.SourceFile): readonly Change[] => {
  const text = (of: ts.Node): string => of.getText(source);
  const inSql = [...sqlPieces(node).flatMap((piece) => looserSql(piece, source)), ...withoutWhere(node, source)];
  if (inSql.length > 0) return inSql;
  if (ts.isIfStatement(node)) return [{ node: node.expression, to: '(false as boolean)' }];
  if (ts.isConditionalExpression(node))
    return ['true', 'false'].map((to) => ({ node: node.condition, to: `(${to} as boolean)` }));
  if (isLogical(node)) return [node.left, node.right].map((kept) => ({ node, to: text(kept) }));
  if (ts.isBinaryExpression(node)) {
    const bound = BOUNDS.get(node.operatorToken.kind);
    return bound === undefined ? [] : [{ node: node.operatorToken, to: bound }];
  }
  if (isEffect(node)) return [{ node, to: ';' }];
  if (isListOfCalls(node))
    return node.elements.map((left) => ({
      node,
      to: `[${node.elements
        .filter((each) => each !== left)
        .map(text)
        .join(', ')}]`,
    }));
  return [];
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 240);

/** Every guard of a file taken out, one at a time: conditions never met, choices forced, halves of them dropped, bounds moved, effects left out, conditions of SQL loosened. */
export const mutantsOf = (file: string, code: string): readonly Mutant[] => {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const changes: Change[] = [];
  const visit = (node: ts.Node): void => {
    changes.push(...changesAt(node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return changes.map(({ node, to, start = node.getStart(source), end = node.getEnd(), shown }) => ({
    line: source.getLineAndCharacterOfPosition(start).line + 1,
    from: oneLine(shown?.[0] ?? (BOUNDS.has(node.kind) ? node.parent : node).getText(source)),
    to: oneLine(shown?.[1] ?? to.replace(' as boolean', '')),
    text: code.slice(0, start) + to + code.slice(end),
  }));
};
