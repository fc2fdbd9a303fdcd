/**
 * Who may import what: one rule for each line of the folder table in the README.
 * The folder tells the privilege, so a rule names what is allowed; everything else is a violation.
 */

const NODE = 'node:';

const packages = (...names) => names.map((name) => `^node_modules/${name}/`);
const platform = packages('zod');

/** The parts of the core that an adapter builds on. Errors may be one file or a folder. */
const ports = '^src/ports/';
const errors = '^src/errors(/|[.]ts$)';
const messages = '^src/messages/';
const catalog = '^src/catalog/';
const definitions = '^src/definitions/';
const bodies = '^src/azure-bodies/';
const anyChat = '^adapters/chat/';

/** Files in `path` may import what `allowed` names, Node's own modules if NODE is among it, and nothing else. */
const mayImport = (name, comment, path, allowed, except = []) => ({
  name,
  comment,
  severity: 'error',
  from: { path, pathNot: except },
  to: {
    pathNot: allowed.filter((entry) => entry !== NODE),
    dependencyTypesNot: allowed.includes(NODE) ? ['core'] : [],
    // What cannot be found at all has a rule of its own.
    couldNotResolve: false,
  },
});

const core = [NODE, '^src/', ...platform, ...packages('js-yaml', 'pino', 'prom-client')];

export default {
  forbidden: [
    mayImport(
      'src',
      'The core imports itself, node:, zod, and the YAML, logging and metrics libraries.',
      '^src/',
      core,
      ['^src/main(/|[.]ts$)'],
    ),
    mayImport(
      'src/main',
      'The composition root alone imports adapters and commands, beside what the core imports.',
      '^src/main(/|[.]ts$)',
      [...core, '^adapters/', '^commands/'],
    ),
    mayImport(
      'src/azure-bodies',
      'What a plan shows and the adapter sends is made from an order of a port, and from nothing else.',
      bodies,
      [bodies, ports, '^src/protection/resource-id[.]ts$'],
    ),
    {
      name: 'src/ports',
      comment: 'A port is types only, so it can need nothing but types.',
      severity: 'error',
      from: { path: '^src/ports/' },
      to: { dependencyTypesNot: ['type-only'], couldNotResolve: false },
    },
    mayImport(
      'commands',
      'A command imports the definition kit, messages, views, plans, and what reads through its context: no adapter, and no other command.',
      '^commands/',
      [definitions, messages, '^src/views/', '^src/plans/', '^src/protection/', '^src/readiness/'],
      ['^commands/index[.]ts$'],
    ),
    mayImport(
      'commands/index.ts',
      'The list of commands imports commands, and the type of them.',
      '^commands/index[.]ts$',
      ['^commands/', definitions],
    ),
    ...[
      ['slack', packages('@slack')],
      ['teams', packages('botbuilder', 'botframework-connector', '@azure/msal-node', '@azure/identity', 'fflate')],
      ['terminal', []],
    ].map(([chat, sdk]) =>
      mayImport(
        `adapters/${chat}`,
        'A chat adapter imports what all chats share, ports, messages, errors, the catalog, node:, zod and its own SDK.',
        `^adapters/${chat}/`,
        [NODE, `^adapters/${chat}/`, anyChat, ports, messages, errors, catalog, definitions, ...platform, ...sdk],
      ),
    ),
    mayImport('adapters/chat', 'What all chats share knows no platform, and nothing of the bot.', anyChat, [anyChat]),
    {
      name: 'chat adapters know definitions by type',
      comment: 'A manifest is made from the catalog; making definitions is for commands.',
      severity: 'error',
      from: { path: '^adapters/(slack|teams|terminal)/' },
      to: { path: definitions, dependencyTypesNot: ['type-only'] },
    },
    mayImport(
      'adapters/azure',
      'The Azure adapter imports ports, errors, the bodies of calls, node:, zod and @azure/*; no other adapter.',
      '^adapters/azure/',
      [NODE, '^adapters/azure/', ports, errors, bodies, ...platform, ...packages('@azure')],
    ),
    mayImport(
      'adapters/redis',
      'The Redis adapter imports ports, errors, node:, zod, ioredis, bullmq and js-redis-server; no other adapter.',
      '^adapters/redis/',
      [NODE, '^adapters/redis/', ports, errors, ...platform, ...packages('ioredis', 'bullmq', 'js-redis-server')],
    ),
    {
      name: 'rehearsal',
      comment: 'The rehearsal world speaks only the wire: it imports nothing of the bot, nor of its tests and tools.',
      severity: 'error',
      from: { path: '^rehearsal/' },
      to: { path: '^(src|adapters|commands|test|tools|bench)/' },
    },
    {
      name: 'no circles',
      comment: 'Two files that need each other to load are one file; types alone may point both ways.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no orphans',
      comment: 'A file that imports nothing and that nothing imports is forgotten.',
      severity: 'error',
      from: { orphan: true, pathNot: '[.]d[.]ts$' },
      to: {},
    },
    {
      name: 'everything resolves',
      comment: 'An import that leads nowhere fails only when it is reached.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'nothing for development in what is shipped',
      comment: 'The container is built without devDependencies.',
      severity: 'error',
      from: { path: '^(src|adapters|commands)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'every package is declared',
      comment: 'What another package happens to bring may be gone with its next version.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
