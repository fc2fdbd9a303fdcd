import { HostConfig } from 'adaptivecards';

const color = (name: string) => ({ default: `var(--${name})`, subtle: 'var(--quiet)' });

const foregroundColors = {
  default: color('text'),
  accent: color('teams'),
  good: color('good'),
  warning: color('warning'),
  attention: color('bad'),
};

const container = (name: string) => ({ backgroundColor: `var(--${name})`, foregroundColors });

/** How Teams lays cards out, in the page's own colours, which follow the browser's light or dark. */
export const hostConfig = new HostConfig({
  fontFamily: 'inherit',
  supportsInteractivity: true,
  spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  fontSizes: { small: 12, default: 14, medium: 15, large: 16, extraLarge: 20 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  fontTypes: {
    default: { fontFamily: 'inherit' },
    monospace: { fontFamily: 'ui-monospace, Menlo, Consolas, monospace' },
  },
  containerStyles: {
    default: container('card'),
    emphasis: container('emphasis'),
    good: container('good-back'),
    warning: container('warning-back'),
    attention: container('bad-back'),
    accent: container('emphasis'),
  },
  inputs: { label: { requiredInputs: { suffix: ' *', suffixColor: 'attention', weight: 'bolder' } } },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 10, style: 'emphasis' },
  },
});
