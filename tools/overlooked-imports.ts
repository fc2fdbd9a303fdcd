import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

/** What one import takes from a file; undefined: anything. */
export interface SeenImport {
  readonly file: string;
  readonly names: readonly string[] | undefined;
}

/** The imports of a source file that ts-unused-exports overlooks: `await import(...)`, and lists named `index.ts`. */
export function overlookedImports(path: string): readonly SeenImport[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: SeenImport[] = [];
  const visit = (node: ts.Node): void => {
    const address = addressOf(node);
    if (address?.startsWith('.')) found.push({ file: resolve(dirname(path), address), names: namesTaken(node.parent) });
    const list = listImported(node);
    if (list) found.push({ file: resolve(dirname(path), list.address), names: list.names });
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

function listImported(node: ts.Node): { address: string; names: readonly string[] } | undefined {
  if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return undefined;
  const address = node.moduleSpecifier.text;
  const bindings = node.importClause?.namedBindings;
  if (!/^\..*\/index\.ts$/u.test(address) || !bindings || !ts.isNamedImports(bindings)) return undefined;
  return { address, names: bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).getText()) };
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
