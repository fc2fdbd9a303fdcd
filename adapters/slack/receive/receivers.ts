import { HTTPReceiver, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { envelopeMaterial, signedMaterial } from './delivery.ts';

/** How Slack reaches the bot. */
export type Inbound =
  | { readonly kind: 'http'; readonly signingSecret: string; readonly host: string; readonly port: number }
  | { readonly kind: 'socket'; readonly appToken: string; readonly apiUrl: string };

/** Nothing that Slack sends is near it. */
const bodyMost = 1024 * 1024;

export const receiverFor = (inbound: Inbound, logger: Logger): Receiver =>
  inbound.kind === 'http'
    ? new HTTPReceiver({
        signingSecret: inbound.signingSecret,
        endpoints: ['/slack/events'],
        logger,
        bodyLimit: bodyMost,
        customPropertiesExtractor: signedMaterial,
      })
    : new SocketModeReceiver({
        appToken: inbound.appToken,
        logger,
        installerOptions: { clientOptions: { slackApiUrl: inbound.apiUrl } },
        customPropertiesExtractor: envelopeMaterial,
      });
