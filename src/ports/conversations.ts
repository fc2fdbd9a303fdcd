/** A conversation that the bot was let into, and where the platform wants to be spoken to about it. */
export interface KnownConversation {
  readonly tenant: string;
  readonly id: string;
  readonly serviceUrl: string;
  /** Whose own conversation with the bot it is. */
  readonly person?: string;
}

/** What is needed to speak first. Shared by all replicas; a newer word replaces an older one. */
export interface Conversations {
  keep(conversation: KnownConversation): Promise<void>;
  find(tenant: string, id: string): Promise<KnownConversation | undefined>;
  /** A person's own conversation with the bot. */
  ofPerson(tenant: string, person: string): Promise<KnownConversation | undefined>;
  /** Where the tenant was last spoken to: its channels that have not been heard from yet answer there too. */
  serviceUrlOf(tenant: string): Promise<string | undefined>;
  /** True for the one caller that removed it. */
  drop(tenant: string, id: string): Promise<boolean>;
}
