import { describeChannels, describeConversation } from '../../contract/chat.ts';
import { slackStage } from './slack-stage.ts';

describeConversation('Slack over HTTP', slackStage());
describeChannels('Slack over HTTP', slackStage());
describeConversation('Slack over Socket Mode', slackStage({ socket: true }));
describeChannels('Slack over Socket Mode', slackStage({ socket: true }));
