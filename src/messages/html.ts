import type { Action, Block, Message, Tone } from './message.ts';
import { visible } from './visible.ts';

/** A page of its own, to be kept, printed or sent: no script, nothing loaded from elsewhere. */
export const renderHtml = ({ banner, title, tone, blocks }: Message): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title>
<style>${style}</style>
</head>
<body>
<main class="${tone}">
${banner ? `<p class="banner">${safe(banner)}</p>\n` : ''}<h1>${safe(title)}</h1>
<p class="tone">${toneWords[tone]}</p>
${blocks.map(blockHtml).join('\n')}
</main>
</body>
</html>
`;

/** Colour alone says nothing. */
const toneWords: Readonly<Record<Tone, string>> = {
  neutral: 'For information',
  good: 'All is well',
  warning: 'Needs attention',
  bad: 'Trouble',
};

const blockHtml = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return `<p>${safe(block.text)}</p>`;
    case 'note':
      return `<p class="note">${safe(block.text)}</p>`;
    case 'code':
      return `<pre>${safe(block.text)}</pre>`;
    case 'facts':
      return `<dl>${block.facts.map(({ label, value }) => `<dt>${safe(label)}</dt><dd>${safe(value)}</dd>`).join('')}</dl>`;
    case 'table':
      return tableHtml(block.columns, block.rows);
    case 'steps':
      return tableHtml(
        ['State', 'Step', 'Details'],
        block.steps.map(({ state, title, detail = '' }) => [state, title, detail]),
      );
    case 'actions':
      return `<ul class="next">${block.actions.map(actionHtml).join('')}</ul>`;
  }
};

const tableHtml = (columns: readonly string[], rows: readonly (readonly string[])[]): string => {
  const head = columns.map((column) => `<th scope="col">${safe(column)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('\n');
  return `<div class="wide"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table></div>`;
};

/** As long as a time with its day: what is no longer stays on one line, and the long cells beside it are broken. */
const shortCell = 24;

const cellHtml = (cell: string): string =>
  cell.length <= shortCell ? `<td class="short">${safe(cell)}</td>` : `<td>${safe(cell)}</td>`;

/** A page has no buttons that do something: it says what to type. */
const actionHtml = (action: Action): string =>
  action.kind === 'link'
    ? `<li><a href="${safe(linkOf(action.url))}">${safe(action.label)}</a></li>`
    : `<li>${safe(action.label)}: <code>${safe(action.line)}</code></li>`;

/** Nothing but a web address becomes a link. */
const linkOf = (url: string): string => (/^https?:\/\//iu.test(url) ? url : '#');

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** No name becomes markup. */
const safe = (text: string): string => visible(text).replace(/[&<>"']/gu, (sign) => escapes[sign] ?? '');

const style = `
:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem; border-left: 0.4rem solid #6b7280; }
main.good { border-color: #15803d; }
main.warning { border-color: #b45309; }
main.bad { border-color: #b91c1c; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.25rem; }
.tone { margin: 0 0 1rem; font-weight: 600; }
.banner { margin: 0 0 1rem; padding: 0.5rem 0.75rem; border: 1px solid; font-weight: 600; }
.note { font-size: 0.875rem; opacity: 0.8; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; margin: 1rem 0; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; border-bottom: 1px solid #9ca3af; }
td { overflow-wrap: anywhere; min-width: 6rem; }
th, td.short { white-space: nowrap; min-width: 0; }
.wide { overflow-x: auto; }
pre, code { font-family: ui-monospace, monospace; font-size: 0.9em; white-space: pre-wrap; overflow-wrap: anywhere; }
@media print, (max-width: 48rem) { table { font-size: 0.8125rem; } th, td { padding: 0.3rem 0.4rem; } }
@media print { main { margin: 0; } }
`;
