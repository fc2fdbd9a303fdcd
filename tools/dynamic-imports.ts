import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

/** What one `await import('./file.ts')` takes from the file; undefined: anything. */
export interface DynamicImport {
  readonly file: string;
  readonly names: readonly string[] | undefined;
}

/** The relative dynamic imports of a source file whose address is written out. */
export function dynamicImports(path: string): readonly DynamicImport[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: DynamicImport[] = [];
  const visit = (node: ts.Node): void => {
    const address = addressOf(node);
    if (address?.startsWith('.')) found.push({ file: resolve(dirname(path), address), names: namesTaken(node.parent) });
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function addressOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [address] = node.arguments;
  return address && ts.isStringLiteralLike(address) ? address.text : undefined;
}

/** `const { a, b: c } = await import(...)` takes a and b, `(await import(...)).a` takes a. */
function namesTaken(around: ts.Node): readonly string[] | undefined {
  if (!ts.isAwaitExpression(around)) return undefined;
  const outer = ts.isParenthesizedExpression(around.parent) ? around.parent.parent : around.parent;
  if (ts.isPropertyAccessExpression(outer)) return [outer.name.text];
  if (!ts.isVariableDeclaration(outer) || !ts.isObjectBindingPattern(outer.name)) return undefined;
  const { elements } = outer.name;
  if (elements.some(({ dotDotDotToken }) => dotDotDotToken)) return undefined;
  return elements.map(({ propertyName, name }) => (propertyName ?? name).getText());
}
