import { type ApiCall, callApi } from './api/index.ts';
import { respond } from './api/respond.ts';
import { createHttpOutbox, type Outbox, signed } from './client/deliver.ts';
import { createPayloads } from './client/payloads.ts';
import { createPerson, type Person } from './client/person.ts';
import { createSocketOutbox } from './client/socket-outbox.ts';
import { startServer } from './wire/server.ts';
import { createLimiter, unlimited } from './world/limits.ts';
import { notifiedBy } from './world/reading.ts';
import { createTriggers } from './world/triggers.ts';
import { type App, type Channel, createWorkspace, type Inhabitants, type Message } from './world/workspace.ts';

interface SlackOptions extends Inhabitants {
  /** Default: any free one. */
  readonly port?: number;
  readonly teamId?: string;
  /** What the app was installed with; the rest has defaults. */
  readonly app?: Partial<App>;
  readonly limits?: 'slack' | 'off';
  readonly now?: () => number;
  /** Hears of everything that changed what people see. */
  readonly changed?: () => void;
}

/** How a call of the app goes wrong: the wire breaks, Slack is ill, or it is too many. */
type Fault = 'break' | 'break-after' | 'ill' | 'too-many';

export const startSlack = async (options: SlackOptions) => {
  const now = options.now ?? Date.now;
  const app: App = {
    id: 'A0LIFEBOAT',
    botUser: 'UBOT',
    botId: 'BBOT',
    botToken: 'rehearsal-bot-token',
    appToken: 'rehearsal-app-token',
    signingSecret: 'rehearsal-signing-secret',
    command: '/dr',
    scopes: allScopes,
    planBlocks: true,
    ...options.app,
  };
  const workspace = createWorkspace(app, options.teamId ?? 'T0CONTOSO', options, now);
  const triggers = createTriggers(now, workspace.id);
  const limiter = options.limits === 'slack' ? createLimiter(now) : unlimited;
  const changed = options.changed ?? (() => {});
  const complaints: string[] = [];
  const calls: ApiCall[] = [];
  const faults: { method: string; fault: Fault; times: number }[] = [];
  let requestUrl = '';
  const complain = (complaint: string) => void complaints.push(complaint);
  const http = createHttpOutbox({ requestUrl: () => requestUrl, signingSecret: app.signingSecret, now, complain });
  const socket = createSocketOutbox({ id: workspace.id, complain });
  const outbox: Outbox = { send: (parcel, retry) => (requestUrl ? http : socket).send(parcel, retry) };
  const stage = { workspace, triggers, changed, socketAddress: () => `${server.url.replace('http', 'ws')}/socket` };

  const api = async (call: ApiCall) => {
    calls.push(call);
    const fault = faults.find((each) => each.method === call.method && each.times > 0);
    if (fault) fault.times -= 1;
    if (fault?.fault === 'break') return 'break';
    if (fault?.fault === 'ill') return { status: 503, headers: {}, body: { ok: false, error: 'service_unavailable' } };
    if (fault?.fault === 'too-many') {
      return { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } };
    }
    const answer = callApi(call, stage, limiter);
    return fault?.fault === 'break-after' ? 'break' : answer;
  };
  const server = await startServer(options.port ?? 0, {
    api,
    respond: (key, body) => respond(key, body, stage),
    upgrade: socket.upgrade,
  });
  const payloads = createPayloads(workspace, triggers, (key) => `${server.url}/respond/${key}`);

  return {
    url: server.url,
    /** What the app is told as Slack's address. */
    apiUrl: `${server.url}/api/`,
    app,
    teamId: workspace.teamId,
    /** Slack delivers over HTTP from now on, to this address; without one, over the socket that the app opens. */
    deliverTo: (url: string) => {
      requestUrl = url;
    },
    as: (id: string): Person => {
      const user = workspace.users.get(id);
      if (!user) throw new Error(`Nobody here is ${id}.`);
      return createPerson(user, { workspace, payloads, outbox, changed });
    },
    channel: (id: string): { readonly messages: () => readonly Message[]; readonly channel: Channel | undefined } => ({
      messages: () => workspace.messages.filter((each) => each.channel === id),
      channel: workspace.channels.get(id),
    }),
    /** Everybody and everything that markup in what the app said would notify. */
    notified: (): readonly string[] =>
      workspace.messages
        .filter(({ user }) => user === app.botUser)
        .flatMap(({ text, blocks }) => notifiedBy(text, blocks)),
    /** Every call of the app, oldest first. */
    calls,
    /** What Slack has to complain of: late or refused acknowledgements. */
    complaints,
    /** The next calls of that method go wrong. */
    fail: (method: string, fault: Fault, times = 1) => void faults.push({ method, fault, times }),
    /** A request signed as Slack signs it, or with whatever secret and time a test wants. */
    signed,
    http,
    socket,
    outbox,
    payloads,
    close: async () => {
      socket.drop();
      await server.close();
    },
  };
};

export type RehearsalSlack = Awaited<ReturnType<typeof startSlack>>;

const allScopes = [
  'app_mentions:read',
  'channels:read',
  'chat:write',
  'commands',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
];
