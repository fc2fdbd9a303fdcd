import { ManagedIdentityCredential } from '@azure/identity';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { type Activity, ActivityTypes, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  AuthenticationConstants,
  type ConnectorClient,
  ManagedIdentityServiceClientCredentialsFactory,
  MsalServiceClientCredentialsFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { ChatRefused } from '../../../src/errors/chat.ts';
import type { InvokeAnswer } from '../invoke-answer.ts';
import { isPinned } from './pinned.ts';
import { oneRequest } from './wire.ts';

export interface BotIdentity {
  readonly appId: string;
  readonly tenant: string;
  /** Without one the machine's managed identity of that app id signs in. */
  readonly secret?: string | undefined;
  /** Where Entra is. */
  readonly authority: string;
  /** Where the channel service says whose tokens to believe. */
  readonly openIdMetadata: string;
}

/** Whom tokens to the Bot Connector are for, and who issues those that come from it. */
const botFramework = 'https://api.botframework.com';

/** The SDK, as far as it is used: proves who calls, and signs what is sent. */
export class BotFramework extends CloudAdapter {
  readonly #identity: BotIdentity;
  readonly #serviceHosts: readonly string[];
  readonly #clients = new Map<string, Promise<ConnectorClient>>();

  constructor(identity: BotIdentity, serviceHosts: readonly string[]) {
    // Without an app id the SDK believes everybody.
    if (identity.appId.trim() === '') throw new Error('A Teams bot needs its app id: TEAMS_APP_ID is empty.');
    super(authenticationOf(identity));
    this.#identity = identity;
    this.#serviceHosts = serviceHosts;
  }

  /** Runs the turn once it is proven who sent the activity; fails before where it is not. */
  async turn(
    authorization: string,
    activity: object,
    answer: () => Promise<InvokeAnswer | undefined>,
  ): Promise<InvokeAnswer | undefined> {
    const given = await this.processActivity(authorization, activity as Activity, async (context) => {
      const value = await answer();
      if (value) await context.sendActivity({ type: ActivityTypes.InvokeResponse, value });
    });
    return given as InvokeAnswer | undefined;
  }

  /** Addresses are remembered in Redis, which is believed no more than whoever writes to the bot. */
  async connector(serviceUrl: string): Promise<ConnectorClient> {
    if (!isPinned(serviceUrl, this.#serviceHosts)) throw new ChatRefused('ServiceHostUnknown');
    const known = this.#clients.get(serviceUrl);
    if (known) return known;
    const identity = this.createClaimsIdentity(this.#identity.appId);
    const client = this.botFrameworkAuthentication.createConnectorFactory(identity).create(serviceUrl, botFramework);
    this.#clients.set(serviceUrl, client);
    return client;
  }
}

const authenticationOf = (identity: BotIdentity): ConfigurationBotFrameworkAuthentication =>
  new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: identity.appId,
      MicrosoftAppTenantId: identity.tenant,
      ToChannelFromBotLoginUrl: `${identity.authority}/${identity.tenant}`,
      ToChannelFromBotOAuthScope: botFramework,
      ToBotFromChannelTokenIssuer: botFramework,
      ToBotFromChannelOpenIdMetadataUrl: identity.openIdMetadata,
      // The way in for emulators asks the channel's own keys too, so that no token of Entra's opens it.
      ToBotFromEmulatorOpenIdMetadataUrl: identity.openIdMetadata,
      OAuthUrl: botFramework,
      ValidateAuthority: true,
    },
    credentialsOf(identity),
    {
      requiredEndorsements: [],
      validateClaims: async (claims) => {
        const issuer = claims.find(({ type }) => type === AuthenticationConstants.IssuerClaim)?.value;
        if (issuer !== botFramework) throw new Error('The token is not one of the channel service.');
      },
    },
    undefined,
    { httpClient: oneRequest },
  );

const credentialsOf = ({ appId, tenant, secret, authority }: BotIdentity): ServiceClientCredentialsFactory => {
  if (secret === undefined) {
    // The SDK's own choice would prefer a secret from the environment, which is another identity's here.
    const credential = new ManagedIdentityCredential({ clientId: appId });
    const createAzureServiceTokenProvider = () => credential as unknown as ReturnType<CreateTokenProvider>;
    return new ManagedIdentityServiceClientCredentialsFactory(appId, { createAzureServiceTokenProvider });
  }
  const application = new ConfidentialClientApplication({
    auth: {
      clientId: appId,
      clientSecret: secret,
      authority: `${authority}/${tenant}`,
      knownAuthorities: [new URL(authority).host],
    },
  });
  return new MsalServiceClientCredentialsFactory(appId, application as unknown as SdkApplication);
};

/** The same classes from another build of their packages. */
type SdkApplication = ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1];
type CreateTokenProvider = ConstructorParameters<
  typeof ManagedIdentityServiceClientCredentialsFactory
>[1]['createAzureServiceTokenProvider'];
