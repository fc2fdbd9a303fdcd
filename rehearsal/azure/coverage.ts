import { knownDifferences } from './known-differences.ts';
import { services } from './services/index.ts';

interface CoverageRow {
  readonly service: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly coverage: 'supported' | 'partial';
  readonly note: string;
}

/** The routes as a table: what is played, and what is different from Azure. */
export function coverageRows(): CoverageRow[] {
  return services.flatMap(({ name, routes }) =>
    routes.map(({ operation, method, path, coverage, note }) => ({
      service: name,
      operation,
      method,
      path,
      coverage,
      note: note ?? '',
    })),
  );
}

/** The table as a document; `testedBy` names the test files in whose traffic the operation succeeded. */
export function coverageDocument(
  rows: readonly CoverageRow[],
  testedBy: ReadonlyMap<string, readonly string[]>,
): string {
  const sections = [...new Set(rows.map(({ service }) => service))].map((service) => {
    const lines = rows.filter((row) => row.service === service).map((row) => rowLine(row, testedBy));
    return `## ${service}\n\n| Operation | Route | Coverage | Tested by | Note |\n|---|---|---|---|---|\n${lines.join('\n')}\n`;
  });
  return `${HEAD}\n${[...sections, differencesSection()].join('\n')}`;
}

const HEAD = `# What rehearsal Azure plays

Made by \`npm run rehearsal:coverage\` from the routes themselves and from the traffic of the tests: a test is named where
the operation succeeded in it, or, for what Azure refuses always, where it was refused. What is not in this table is
answered with 501. Paths are shortened: \`~\` is a subscription, \`~~\` a resource group.
`;

function differencesSection(): string {
  const lines = knownDifferences.map(({ operation, difference, reason }) =>
    lineOf([operation, `\`${difference}\``, reason]),
  );
  return `${DIFFERENCES}\n| Operation | Difference | Reason |\n|---|---|---|\n${lines.join('\n')}\n`;
}

const DIFFERENCES = `## Differences from recorded traffic

Each operation of which traffic of Azure is at hand is compared with it: statuses, headers, the ways of long operations,
the fields and their types. What is listed here is all that differs.
`;

function lineOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function rowLine(
  { operation, method, path, coverage, note }: CoverageRow,
  testedBy: ReadonlyMap<string, readonly string[]>,
) {
  const tests = (testedBy.get(operation) ?? []).join(', ');
  return lineOf([operation, `${method} ${shortened(path)}`, coverage, tests, note]);
}

function shortened(path: string): string {
  return path
    .replace(/^\/subscriptions\/\{subscriptionId\}\/resourceGroups\/\{\w+\}\/providers\//i, '~~/')
    .replace(/^\/subscriptions\/\{subscriptionId\}\//i, '~/');
}
