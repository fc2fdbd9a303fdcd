import type { HomeView, ModalView } from '@slack/types';
import type { Hearing } from '../../../src/ports/chat.ts';
import type { People, Speaker } from '../identify/people.ts';
import type { Conversation } from './conversation.ts';

/** What every kind of delivery is handled with. */
export interface ListenParts {
  readonly hearing: Hearing;
  readonly people: People;
  readonly conversation: Conversation;
  readonly botUser: string;
  /** False: Slack did not open it, most often because the three seconds were over. */
  readonly openView: (triggerId: string, view: ModalView) => Promise<boolean>;
  readonly publishHome: (user: string, view: HomeView) => Promise<void>;
  readonly report: (problem: string, error: unknown) => void;
}

export const speakerOf = (user: {
  readonly id: string;
  readonly team_id?: string | undefined;
  readonly name?: string | undefined;
  readonly username?: string | undefined;
}): Speaker => ({ id: user.id, team: user.team_id, name: user.name ?? user.username });
