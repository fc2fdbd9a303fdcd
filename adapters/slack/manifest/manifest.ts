import type { Catalog } from '../../../src/catalog/catalog.ts';
import { shortened } from '../render/cut.ts';
import { words } from '../words.ts';
import { scopesAsked } from './scopes.ts';

interface ManifestOptions {
  readonly name: string;
  /** The slash command. */
  readonly command: string;
  /** Where Slack reaches the bot over HTTP; without it the app uses Socket Mode. */
  readonly requestUrl?: string | undefined;
}

/** What the bot is told of, one scope each. */
const events = ['app_home_opened', 'app_mention', 'message.im'] as const;

const hintMost = 1000;

/** The app as Slack is told of it, made from the commands that there are. */
export const manifestFor = ({ commands }: Catalog, { name, command, requestUrl }: ManifestOptions) => {
  const url = requestUrl ? { url: requestUrl } : {};
  const requests = requestUrl ? { request_url: requestUrl } : {};
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name,
      description: 'Disaster recovery for Azure virtual machines, with two-person control.',
      background_color: '#1d3557',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: name, always_online: true },
      shortcuts: [
        {
          name: words.shortcutTitle,
          type: 'global',
          callback_id: 'lifeboat',
          description: words.shortcutHint,
        },
      ],
      slash_commands: [
        {
          command,
          ...url,
          description: 'See, protect and recover Azure virtual machines.',
          usage_hint: shortened(firstWords(commands).join(', '), hintMost),
          should_escape: false,
        },
      ],
    },
    oauth_config: { scopes: { bot: [...scopesAsked] } },
    settings: {
      event_subscriptions: { ...requests, bot_events: [...events] },
      interactivity: {
        is_enabled: true,
        ...requests,
        ...(requestUrl && { message_menu_options_url: requestUrl }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: requestUrl === undefined,
      token_rotation_enabled: false,
    },
  };
};

/** Slack shows one short line: what a command begins with is enough to find the rest of it. */
const firstWords = (commands: Catalog['commands']): readonly string[] => [
  ...new Set(commands.map(({ name }) => name.split(' ')[0] ?? name)),
];
