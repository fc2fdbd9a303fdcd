import type { App } from '@slack/bolt';
import type { HomeView, ModalView } from '@slack/types';
import type { Hearing } from '../../src/ports/chat.ts';
import { createAnswering } from './answer/answering.ts';
import { createOutlet } from './answer/outlet.ts';
import { createPeople } from './identify/people.ts';
import { createPlaces } from './identify/places.ts';
import { scopeDifference } from './manifest/scopes.ts';
import { createConversation } from './receive/conversation.ts';
import { listen } from './receive/listen.ts';
import type { SlackOptions } from './slack-chat.ts';
import type { Calls } from './web/calls.ts';
import { createPosts } from './web/posts.ts';
import { readWorkspace } from './web/workspace.ts';

export type Connected = Awaited<ReturnType<typeof connect>>;

/** The parts of the adapter, put together for the workspace that the token belongs to. */
export const connect = async (calls: Calls, { report, time, editEveryMs }: SlackOptions) => {
  const workspace = await readWorkspace(calls);
  const difference = scopeDifference(workspace.scopes);
  if (difference) report('the installed slack app differs from its manifest', new Error(difference));
  const people = createPeople(calls, workspace.team, time.now);
  const places = createPlaces(calls, people, workspace.team, time.now);
  const posts = createPosts({ calls, places, time, editEveryMs });
  const outlet = createOutlet({ calls, places });
  const answering = createAnswering({ outlet, look: posts.look, post: posts.post });

  const openView = async (triggerId: string, view: ModalView): Promise<boolean> => {
    try {
      await calls.say('views.open', { trigger_id: triggerId, view });
      return true;
    } catch (error) {
      report('slack did not open a form', error);
      return false;
    }
  };
  const publishHome = async (user: string, view: HomeView): Promise<void> => {
    await calls.repeat('views.publish', { user_id: user, view });
  };

  return {
    workspace,
    places,
    posts,
    listen: (app: App, hearing: Hearing): void => {
      const conversation = createConversation({ hearing, people, places, answering, report });
      listen(app, { hearing, people, conversation, botUser: workspace.botUser, openView, publishHome, report });
    },
  };
};
