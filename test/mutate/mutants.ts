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

interface Change {
  readonly node: ts.Node;
  readonly to: string;
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

const changesAt = (node: ts.Node, source: ts.SourceFile): readonly Change[] => {
  const text = (of: ts.Node): string => of.getText(source);
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

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 90);

/** Every guard of a file taken out, one at a time: conditions never met, choices forced, halves of them dropped, bounds moved, effects left out. */
export const mutantsOf = (file: string, code: string): readonly Mutant[] => {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const changes: Change[] = [];
  const visit = (node: ts.Node): void => {
    changes.push(...changesAt(node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return changes.map(({ node, to }) => {
    const start = node.getStart(source);
    return {
      line: source.getLineAndCharacterOfPosition(start).line + 1,
      from: oneLine((BOUNDS.has(node.kind) ? node.parent : node).getText(source)),
      to: oneLine(to.replace(' as boolean', '')),
      text: code.slice(0, start) + to + code.slice(node.getEnd()),
    };
  });
};
