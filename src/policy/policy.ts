/** What `lifeboat.yaml` says, checked and with every name in it resolved; for a decision, with roles in Azure added. */
export interface Policy {
  /** SHA-256 of the file's text and of the tenant it is read for, shortened: two processes that differ can tell. */
  readonly version: string;
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly grants: readonly Grant[];
  /** Whether people's roles in Azure count beside the grants. */
  readonly azureRoles: boolean;
  /** By person, in words: why their roles in Azure could not be added to the grants. */
  readonly unreadRoles?: Readonly<Record<string, string>>;
  readonly channels: readonly Channel[];
  readonly applications: readonly Application[];
  readonly approvals: ApprovalPolicy;
  readonly defaults: Defaults;
}

/** One human. Quorum counts people, not accounts. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly accounts: readonly PolicyAccount[];
}

export type PolicyAccount =
  | { readonly platform: 'slack'; readonly workspace: string; readonly user: string }
  | { readonly platform: 'entra'; readonly tenant: string; readonly objectId: string }
  | { readonly platform: 'os'; readonly user: string };

export interface Group {
  readonly id: string;
  readonly members: readonly string[];
}

export const levels = ['reader', 'operator', 'contributor'] as const;
export type Level = (typeof levels)[number];

export const areas = ['recovery', 'backup', 'copies'] as const;
export type Area = (typeof areas)[number];

export const specialGrants = [
  'vault-admin',
  'network-setup',
  'run-inside',
  'storage-failover',
  'people-admin',
  'break-glass',
] as const;
export type SpecialGrant = (typeof specialGrants)[number];

export type Scope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'subscription'; readonly id: string }
  | { readonly kind: 'resource-group'; readonly id: string }
  | { readonly kind: 'vault'; readonly id: string }
  | { readonly kind: 'application'; readonly name: string };

/** One rule. A denied level denies every higher one with it; deny wins over allow. */
export interface Grant {
  /** People by id, groups already spelled out. */
  readonly people: readonly string[];
  /** What was written: the name of a group or of a person. */
  readonly to: string;
  readonly effect: 'allow' | 'deny';
  readonly gives:
    | { readonly kind: 'level'; readonly level: Level; readonly areas: readonly Area[] }
    | { readonly kind: 'special'; readonly grants: readonly SpecialGrant[] };
  readonly scope: Scope;
  /** How an answer names this rule, e.g. `group dr-operators, lifeboat.yaml grants[2]`. */
  readonly rule: string;
}

/** What a channel is there for; only channels with a purpose are ever posted into. */
export type ChannelPurpose = 'commands' | 'approvals' | 'announcements' | 'audit' | 'fallback';

export interface Channel {
  readonly name: string;
  readonly address:
    | { readonly platform: 'slack'; readonly workspace: string; readonly channel: string }
    | { readonly platform: 'teams'; readonly tenant: string; readonly conversation: string };
  readonly purposes: readonly ChannelPurpose[];
  /** What is told there without anybody asking for it. */
  readonly watches: readonly StandingWatch[];
  /** A channel can only narrow what its members may do; undefined narrows nothing. */
  readonly atMost?: { readonly level: Level; readonly areas: readonly Area[]; readonly scope: Scope };
}

export const watchEvents = ['started', 'progress', 'completed', 'failed', 'health', 'rpo'] as const;
export type WatchEvent = (typeof watchEvents)[number];

/** What a channel hears of by the policy. */
export interface StandingWatch {
  readonly about: Scope;
  readonly events: readonly WatchEvent[];
  /** Progress at every so many percent. */
  readonly everyPercent?: number;
}

export interface Application {
  readonly name: string;
  readonly title: string;
  /** Canonical ids: lower case. */
  readonly vms: readonly string[];
  /** Groups whose whole content belongs to the application, e.g. where it is restored into. */
  readonly resourceGroups: readonly string[];
  readonly recoveryPlan?: { readonly vault: string; readonly name: string };
  readonly tier?: number;
  readonly rpoSeconds?: number;
  readonly rtoSeconds?: number;
}

const dangers = ['none', 'reversible', 'outage', 'data-loss'] as const;
export type Danger = (typeof dangers)[number];

export interface ApprovalPolicy {
  /** The first rule that fits decides; what it leaves out comes from the defaults of the danger. */
  readonly rules: readonly ApprovalRule[];
  readonly freezes: readonly Freeze[];
  readonly openRequestsPerPerson: number;
  /** Whether a person at the terminal may approve against real Azure. */
  readonly terminalMayApprove: boolean;
}

export interface ApprovalRule {
  readonly rule: string;
  readonly when: {
    readonly danger?: Exclude<Danger, 'none'>;
    readonly scope?: Scope;
    readonly vmsAtLeast?: number;
    readonly duringFreeze?: boolean;
  };
  readonly quorum?: number;
  readonly approvers?: Level;
  readonly lifetimeSeconds?: number;
  readonly reasonRequired?: boolean;
  readonly typeTarget?: boolean;
  readonly escalate?: { readonly afterSeconds: number; readonly to: string; readonly people: readonly string[] };
  readonly breakGlass?: boolean;
}

export interface Freeze {
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
}

export interface Defaults {
  readonly subscription?: string;
  readonly sourceRegion?: string;
  readonly targetRegion?: string;
  readonly retentionSeconds: number;
  readonly appConsistentEverySeconds: number;
  readonly copyTo: readonly string[];
  /** How many machines of one operation are worked on side by side. */
  readonly vmsAtOnce: number;
  /** After so many failures an operation begins with no other machine. */
  readonly stopAfterFailures: number;
}
