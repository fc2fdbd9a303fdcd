import type { Catalog } from '../../../src/catalog/catalog.ts';

interface AppDescription {
  readonly appId: string;
  /** Of the package: a changed manifest needs a higher one. */
  readonly version: string;
  /** Who runs it, and where its people find out more. */
  readonly developer: string;
  readonly website: string;
  readonly privacy: string;
  readonly terms: string;
  /** Answers to one person inside a channel: understood from schema 1.29 on. */
  readonly targetedMessages: boolean;
}

const listed = 12;
const scopes = ['personal', 'team', 'groupChat'] as const;

/** What Teams is told about the bot, from the commands that there are. */
export const manifestOf = (catalog: Catalog, app: AppDescription): Readonly<Record<string, unknown>> => {
  const schema = app.targetedMessages ? '1.29' : '1.25';
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${schema}/MicrosoftTeams.schema.json`,
    manifestVersion: schema,
    version: app.version,
    id: app.appId,
    developer: {
      name: app.developer.slice(0, 32),
      websiteUrl: app.website,
      privacyUrl: app.privacy,
      termsOfUseUrl: app.terms,
    },
    name: { short: 'Lifeboat', full: 'Lifeboat, disaster recovery for Azure' },
    description: {
      short: 'Disaster recovery for Azure virtual machines, with two-person control.',
      full: 'Shows what protects your virtual machines, plans failovers and copies, asks a second person, and follows what was approved to its end.',
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#0F5E78',
    defaultInstallScope: 'team',
    bots: [
      {
        botId: app.appId,
        scopes,
        isNotificationOnly: false,
        supportsFiles: false,
        ...(app.targetedMessages && { supportsTargetedMessages: true }),
        commandLists: [{ scopes, commands: commandList(catalog) }],
      },
    ],
    validDomains: [],
  };
};

/** Teams offers so many and no more: the first of every topic, and last the one that leads to all the others. */
const commandList = ({ commands, find }: Catalog) => {
  const help = find('help');
  const others = commands.filter((command) => command !== help);
  const opening = others.filter(({ topic }, at) => others.findIndex((each) => each.topic === topic) === at);
  const first = opening.slice(0, help ? listed - 1 : listed);
  return [...first, ...(help ? [help] : [])].map(({ name, summary }) => ({
    title: name.slice(0, 128),
    description: summary.slice(0, 4000),
  }));
};
